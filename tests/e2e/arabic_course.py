"""A course in Arabic, put into a running platform's database: text, code, formulas, a picture, a quiz."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select

from attune.classroom.accounts.models import User
from attune.classroom.courses.importer import import_course
from attune.classroom.courses.models import Enrolment, Lesson
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.media.folder import FolderStore
from attune.classroom.platform.settings import Settings
from tests.classroom.courses.folders import png

DESCRIPTION = """slug: averages-ar
title: المتوسطات
summary: ما هو المعتاد؟ درس قصير عن المتوسط والوسيط.
language: ar
modules:
  - title: البداية
    lessons: [mean.md]
"""
LESSON = r"""---
title: المتوسط الحسابي
minutes: 10
---
::: text
title: ما هو المتوسط؟
hint: فكّر في أرجوحة.
---
المتوسط هو مجموع القيم مقسومًا على عددها، مثل \(\bar x = \frac{119}{7} = 17\). السعر $3000 و $3000.

![خط عليه سبع نقاط](line.png)

- القيمة الأولى هي 5
- القيمة الثانية هي 8

| الكلمة | المعنى |
|--|--|
| متوسط | mean |

```python
print(sum(values) / len(values))
```
:::

::: file
title: ورقة عمل
file: ورقة عمل 1.pdf
:::

::: quiz
title: اختبر نفسك
questions:
  - kind: single
    prompt: ما هو متوسط 2 و 4؟
    choices:
      - {text: ثلاثة, correct: true}
      - {text: أربعة}
  - kind: short_text
    prompt: ما اسم القيمة في المنتصف؟
    accepted: [الوسيط]
:::
"""


def add_arabic_course(state_dir: Path, student_email: str) -> UUID:
    """Import the course, enrol the student and return the id of its lesson."""
    settings = Settings(secret_key="not used", state_dir=state_dir)
    database = Database(f"sqlite:///{state_dir / 'attune.sqlite'}")
    now = datetime.now(UTC)
    try:
        with TemporaryDirectory() as temporary, database.transaction() as session:
            folder = Path(temporary)
            (folder / "course.yaml").write_text(DESCRIPTION, encoding="utf-8")
            (folder / "mean.md").write_text(LESSON, encoding="utf-8")
            (folder / "line.png").write_bytes(png(640, 120))
            (folder / "ورقة عمل 1.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
            course = import_course(session, folder, FolderStore(settings.state_dir))
            student = session.scalars(select(User.id).where(User.email == student_email)).one()
            session.add(Enrolment(user_id=student, course_id=course.id, enrolled_at=now))
            return session.scalars(select(Lesson.id).where(Lesson.course_id == course.id)).one()
    finally:
        database.dispose()
