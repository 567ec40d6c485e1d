from projects.funds.views.acting import Pay, Settle, Withdraw, WithdrawAdvance
from projects.funds.views.lists import FundList, Pool
from projects.funds.views.reading import Detail
from projects.funds.views.sheets import (
    AdvanceAgain,
    AdvanceNew,
    AdvancePrint,
    AdvanceRead,
    ApplicationEdit,
    ApplicationPrint,
)

__all__ = [
    "AdvanceAgain",
    "AdvanceNew",
    "AdvancePrint",
    "AdvanceRead",
    "ApplicationEdit",
    "ApplicationPrint",
    "Detail",
    "FundList",
    "Pay",
    "Pool",
    "Settle",
    "Withdraw",
    "WithdrawAdvance",
]
