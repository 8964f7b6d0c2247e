"""Small files in the form of the public ones, with invented rows."""

from __future__ import annotations

from pathlib import Path

import openpyxl

TASKS = (
    "\tO*NET-SOC Code\tTask ID\tTask\tTitle\tgpt4_exposure\tgpt4_automation\thuman_labels\n"
    "0\t99-1000.00\t1\tPolish lenses of telescopes by hand.\tLens Polishers\tE0\tT0\tE0\n"
    "1\t99-1000.00\t2\tWrite letters to buyers of telescopes.\tLens Polishers\tE1\tT3\tE2\n"
    "2\t99-2000.00\t3\tSort letters of buyers by town.\tLetter Sorters\tE2\tT2\tE1\n"
    "3\t99-2000.00\t4\tA row with an unknown label.\tLetter Sorters\tE9\tT2\tE1\n"
)
SCORES = "SOC Code,title,ai_applicability_score\n99-1000,Lens Polishers,0.1\n99-2000,Letter Sorters,0.4\nnone,x,0.2\n"


def folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    (path / "labels.tsv").write_text(TASKS, encoding="utf-8")
    (path / "scores.csv").write_text(SCORES, encoding="utf-8")
    (path / "holiday.csv").write_text("day,place\n1,sea\n", encoding="utf-8")
    (path / "broken.xlsx").write_bytes(b"no zip")
    book = openpyxl.Workbook()
    book.active.append(["ISCO_08", "Title", "Task_ISCO", "score_2025"])
    book.active.append(["9991", "Lens makers", "Grinding lenses of telescopes;", 0.3])
    book.active.append(["9991", "Lens makers", "Writing offers for telescopes;", 0.8])
    book.save(path / "ilo.xlsx")
    return path


#: Files of Microsoft's that lie beside the score and that nothing is taken from.
UNNEEDED = {
    "parts.csv": "SOC Code,title,coverage_user,ai_applicability_score_user,ai_applicability_score_ai\n99-1000,Lens Polishers,0.1,0.2,0.1\n",
    "activities.csv": "IWA,title,share_user,share_ai\n4.Z.1,Polish things.,0.1,0.2\n",
    "pairs.csv": "SOC Code,IWA\n99-1000,4.Z.1\n",
}


def whole_folder(path: Path) -> Path:
    """Return a folder in which every file is known, the unneeded ones too."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in {"labels.tsv": TASKS, "scores.csv": SCORES, **UNNEEDED}.items():
        (path / name).write_text(text, encoding="utf-8")
    return path
