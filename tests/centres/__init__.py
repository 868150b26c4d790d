"""A seeded generator of credible centres, from one cohort to a hundred.

``python -m tests.centres 48 tight -o FOLDER`` writes the tables of one; :func:`write_network`
writes those of a whole network.
"""

from tests.centres.generator import Tightness, centre_tables
from tests.centres.network import write_centre, write_network
from tests.centres.tables import Row, Tables, write_tables

__all__ = ["Row", "Tables", "Tightness", "centre_tables", "write_centre", "write_network", "write_tables"]
