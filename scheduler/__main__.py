"""``python -m scheduler`` is the command ``scheduler``."""

from scheduler.start import main

main()
