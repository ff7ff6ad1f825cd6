"""Countries by their two-letter codes (ISO 3166-1). Names are words of the interface and belong to the theme."""

from __future__ import annotations

from generator.model.collate import tidy
from generator.model.problem import Remarks, Unreadable
from generator.model.rules import UNKNOWN_CHOICE

CODES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC "
    "CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD "
    "GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH "
    "KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
    "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC "
    "SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY "
    "UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split()
)


def read_country(text: str, remarks: Remarks) -> str | None:
    """The code of a country, in capitals. Raises Unreadable."""
    code = tidy(text).upper()
    if code in CODES and code != "ID":
        return code
    why = "adalah Indonesia sendiri" if code == "ID" else "bukan kode negara"
    raise Unreadable(
        UNKNOWN_CHOICE, f'"{text}" {why}.', "Tulis dua huruf menurut ISO 3166, contoh: MY (Malaysia), JP (Jepang)."
    )
