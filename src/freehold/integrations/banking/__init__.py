"""Bank statements: CAMT.052/053/054, MT940, OFX and CSV to transactions, without the network."""

from freehold.integrations.banking.contract import StatedBalance, StatementAccount, StatementReading
from freehold.integrations.banking.csv_dialect import CsvDialect
from freehold.integrations.banking.csv_guess import propose_dialect
from freehold.integrations.banking.csv_rows import CsvPreview, preview
from freehold.integrations.banking.reading import is_csv, read_statement
from freehold.integrations.banking.values import account_id

__all__ = [
    "CsvDialect",
    "CsvPreview",
    "StatedBalance",
    "StatementAccount",
    "StatementReading",
    "account_id",
    "is_csv",
    "preview",
    "propose_dialect",
    "read_statement",
]
