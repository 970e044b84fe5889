"""Words that show whether a short text is a photograph's caption or names a topic.

They decide only in a text dump that shows neither type nor room; where they leave it open, the
record says so.
"""

from __future__ import annotations

import regex

from irp.parser.patterns import Pattern

IN_VIEW = Pattern(
    r"\b(?:wing|cell|landing|house ?block|unit|hub|block|room|hall|area|yard|garden|grounds|gate"
    r"|kitchen|servery|shower|toilet|workshop|classroom|library|gym|chapel|reception|corridor"
    r"|courtyard|corner|desk|kiosk|hatch|laundry|store|shop|cafe|café|lounge|office|entrance|window"
    r"|door|grille|bed|furniture|mural|poster|display|graffiti|litter|rubbish|netting|fence|board"
    r"|machine|scanner|equipment|camera|oven|exterior|interior|view)(?:s|es)?\b",
    regex.IGNORECASE,
)
"""What a photograph of an establishment shows."""
WHERE = Pattern(
    r"\((?:top|bottom|left|right|above|below|before|after)\)|\bduring (?:the|our|this) "
    r"|\b(?:on|in|at|of|outside|inside|near|before|after|being)\b.*[\p{L}]"
    r"|^(?i:an?|the|our|some|one|new|newly|old|clean|dirty|damaged|broken|empty|refurbished"
    r"|renovated|improved|typical)\b",
)
"""Words that say which of them, where and when."""
STATES = Pattern(
    r"^(?!(?:What|How|Why|Where|Whether)\b).*\b(?:was|were|is|are|had|has|have)\b", regex.IGNORECASE
)
"""The verb of a statement: a heading makes none, but may ask a question."""
TOPIC = Pattern(
    r"^(?:Reducing|Managing|Improving|Understanding|Learning|Preventing|Protecting|Preparing"
    r"|Supporting|Promoting|Tackling|Addressing|Keeping|Maintaining|Developing|Working)\b"
    r"|\b(?:access|adjudications?|behaviour|bullying|causes|complaints|conditions|consultation"
    r"|contact|custody|deaths|debt|discipline|diversity|drugs?|education|employment|equality"
    r"|faith|famil(?:y|ies)|food|governance|health|healthcare|hygiene|incentives?|induction"
    r"|leadership|legal|management|misuse|need|needs|offending|oversight|planning|prevention"
    r"|progression|protection|provision|quality|reading|redress|regime|rehabilitation|relationships"
    r"|release|religion|resettlement|rights|risks?|safeguarding|safety|security|segregation"
    r"|self-harm|skills|staffing|strategy|substance|suicide|support|teaching|training|use of force"
    r"|violence|visits|well-being|work)\b|\btime (?:out|unlocked)\b",
    regex.IGNORECASE,
)
"""What the parts of a prison's work are called; a heading names one."""
TABLE = Pattern(r"Table\s+\d{1,2}\s*[:.–-]\s+\S")
"""How the caption of a table begins."""
