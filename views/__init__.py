"""The dashboard's rooms: what is drawn, in which words, and how it leaves as a file. Reads only through ``queries``."""
