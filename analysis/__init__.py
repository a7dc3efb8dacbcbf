"""From export file to finding: everything that is known of a diary, without a screen."""

import os

# The matrices of one patient are small: several threads spend as much again on waiting for each other. numpy reads this
# when it is first imported, which is after this package.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
