"""Hold lines of templates to 120 characters and three tags."""

import re
import sys
from pathlib import Path

MOST_CHARACTERS = 120
MOST_TAGS = 3
TAG = re.compile(r"\{[{%]")

long = [
    f"{path}:{number}: {len(line)} characters, {len(TAG.findall(line))} tags"
    for path in sys.argv[1:]
    for number, line in enumerate(Path(path).read_text().splitlines(), start=1)
    if len(line) > MOST_CHARACTERS or len(TAG.findall(line)) > MOST_TAGS
]
if long:
    sys.exit("\n".join(long))
