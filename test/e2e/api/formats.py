"""For schemathesis: values of the formats that docs/openapi.json has and JSON Schema does not know."""

import schemathesis
from hypothesis import strategies as st

NAMES = st.text("abcXYZ019+=,.@_-", min_size=1, max_size=20)
# Syntax that each engine of regular expressions knows, RE2 among them.
PATTERNS = st.recursive(
    st.sampled_from([".", "a", "deploy", "[a-z]", r"\d", r"\.", "Ž", "☃", "<", " ", "%", "&", "#", "\u202e"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,3}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        st.tuples(inner, inner).map("|".join),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=6,
)
# Those that are on without a word in the configuration, and patterns that mean some of them.
CHECKS = st.sampled_from(["access-key-not-rotated", "root-access-key", "root-.*", ".*", "(console|access)-.*"])

schemathesis.openapi.format("name-pattern", st.one_of(NAMES, PATTERNS))
schemathesis.openapi.format("check-pattern", CHECKS)
