from projects.funds.views.reading import Detail
from projects.funds.views.sheets import AdvanceRead

__all__ = ["AdvanceRead", "Detail"]
