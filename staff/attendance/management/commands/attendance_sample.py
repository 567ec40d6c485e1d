import sys

from django.core.management.base import BaseCommand, CommandError

from staff.attendance import sample
from staff.attendance.sheets import Publication


class Command(BaseCommand):
    """Draw a posted sample again from its seed and list, and compare (ATT-05)."""

    help = "Repeat the draw of a posted attendance sample: attendance_sample 2026-10. Ends with 1 where it differs."

    def add_arguments(self, parser):
        parser.add_argument("month", help="yyyy-mm")

    def handle(self, *, month, **options):
        row = Publication.objects.filter(month=f"{month}-01").select_related("seed_row").first()
        if row is None:
            raise CommandError(f"No sample was posted for {month}.")
        posted = [line.person.staff_no for line in row.sample.filter(removed=False).select_related("person")]
        lots = sorted((sample.lot(row.seed, number), number) for number, _name in row.roster)
        again = [number for _lot, number in lots[: len(posted)]]
        kept = sample.commitment(row.seed) == row.seed_row.commitment
        self.stdout.write(f"seed        {row.seed}")
        self.stdout.write(f"commitment  {row.seed_row.commitment} ({'the same' if kept else 'ANOTHER SEED'})")
        for place, (lot, number) in enumerate(lots, 1):
            self.stdout.write(f"{place:4} {lot} {number}{'  drawn' if place <= len(posted) else ''}")
        same = kept and again == posted
        if not same:
            self.stdout.write("THE POSTED NAMES ARE NOT THE DRAWN ONES.")
            sys.exit(1)
        self.stdout.write("The posted names are the drawn ones.")
