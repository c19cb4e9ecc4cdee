"""Dispatches written for this project, in the form that Nghị định 30/2020/NĐ-CP prescribes.

Every body, place and person in them is invented (tỉnh Sông Lam does not exist); only the laws
and the central documents they cite are real. The descriptions in `dispatches/` are the source;
`python -m corpus.samples.build` writes `files/` from them. What each says, as people read it,
is in `annotations/reference/`.
"""
