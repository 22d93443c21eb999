"""Backups: one archive that holds a whole site, and brings it back on another machine and another database."""
