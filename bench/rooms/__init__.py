"""One file a room: its rows, its limit pages, its workloads. See bench/workloads.py."""
