DATETIME_FORMAT = r"D j F Y \k\l. H:i"
SHORT_DATETIME_FORMAT = r"j.n.Y \k\l. H:i"
