"""The dispatches, in the order in which they cite one another."""

from corpus.samples.dispatches import cong_van_688, ke_hoach_35, quyet_dinh_412
from corpus.samples.shapes import Dispatch

DISPATCHES: tuple[Dispatch, ...] = (
    quyet_dinh_412.DISPATCH,
    ke_hoach_35.DISPATCH,
    cong_van_688.DISPATCH,
)
