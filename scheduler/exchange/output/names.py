"""What the files of a plan are called."""

CALENDAR = "calendar.xlsx"
PLAN = "plan.json"
HALF_DAYS = "half_days.csv"
EXCEL = "half_days_excel.csv"
