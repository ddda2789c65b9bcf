"""Who and what is named: bodies, inspections, places, cited documents, and which names are meant to be one."""
