#!/usr/bin/env python3
"""recorded.py SCENE...: records scenes here and now, and scores them."""
import sys
import tempfile

import record
import score

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(record.main(folder, *sys.argv[1:])
                 or score.main(folder, *sys.argv[1:]))
