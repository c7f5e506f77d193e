"""Lets every test import what lies in this folder (harbour_fire, strategies)."""

from hypothesis import settings

import firsthand.case

# A slow machine is no failure of the code: speed is measured in benchmarks/.
settings.register_profile("firsthand", deadline=None)
settings.load_profile("firsthand")

# No test hangs on trained weights unless it asks for a reader, or runs the command line in a process
# of its own (the gate, the outputs of the README).
firsthand.case.DEFAULT_READER = "rules"
