"""The dispatches, in the order of their dates."""

from corpus.samples.dispatches import (
    chi_thi_04_tu,
    chi_thi_05,
    cong_dien_07,
    cong_van_688,
    giay_moi_58,
    ke_hoach_35,
    ke_hoach_77,
    quyet_dinh_412,
    quyet_dinh_501,
    quyet_dinh_1120,
    thong_bao_96,
    to_trinh_09,
)
from corpus.samples.shapes import Dispatch

DISPATCHES: tuple[Dispatch, ...] = (
    chi_thi_04_tu.DISPATCH,
    to_trinh_09.DISPATCH,
    quyet_dinh_412.DISPATCH,
    quyet_dinh_501.DISPATCH,
    ke_hoach_35.DISPATCH,
    chi_thi_05.DISPATCH,
    cong_van_688.DISPATCH,
    ke_hoach_77.DISPATCH,
    giay_moi_58.DISPATCH,
    thong_bao_96.DISPATCH,
    quyet_dinh_1120.DISPATCH,
    cong_dien_07.DISPATCH,
)
