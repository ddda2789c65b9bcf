"""What users set, in files and on the command line, and every mistake they made in doing so.

The settings that rules ask for are plain values in :mod:`auditor.settings`.
"""
