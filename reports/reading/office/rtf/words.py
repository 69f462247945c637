"""The control words of an .rtf that say something of its text, and what they say."""

SKIPPED_WORDS = (
    "fonttbl info pict object header headerl headerr headerf footer footerl footerr footerf "
    "listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping latentstyles datastore "
    "mmathPict mfPr msSupPr msSubPr msSubSupPr mdPr mradPr mnaryPr mfuncPr mctrlPr mrPr moMathParaPr mmPr meqArrPr "
    "fldinst nonshppict nonesttables shprslt revtbl filetbl annotation atnid atnauthor ftnsep ftnsepc mmathPr pgptbl"
)
SKIPPED = frozenset(SKIPPED_WORDS.split())
#: Destinations marked as ignorable whose text is the document's all the same.
READ_ALL_THE_SAME = frozenset(("shpinst", "shptxt", "moMath", "moMathPara"))
#: Parts of a formula before which a sign stands in a line.
FORMULA_SIGNS = {"mden": "/", "msup": "^", "msub": "_", "mrad": "√"}
#: Destinations that are not text, but say something of it.
PARTS = {"colortbl": "colours", "stylesheet": "styles", "formfield": "form"}
ROW_WORDS = frozenset(("trowd", "trleft", "clvmgf", "clvmrg", "clmgf", "clmrg", "clcbpat", "cellx"))
BREAKS = frozenset(("par", "line", "sect", "page", "column"))
CHARACTERS = {
    "tab": " ",
    "emspace": "\u3000",
    "enspace": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
#: \\fcharset → encoding; 134 is GB 2312, 136 Big5.
CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949"}
CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 932: "cp932"}
#: All other words say nothing of the text; most words of a file do not.
KNOWN_WORDS = (
    "fonttbl sn sv footnote bin ansicpg f fcharset uc v deleted mvf plain nestrow cf fs highlight chcbpat cb cbpat s cs "
    "pard intbl cell row itap nestcell super nosupersub up shptxt listtext pntext"
)
KNOWN = SKIPPED.union(
    READ_ALL_THE_SAME, FORMULA_SIGNS, PARTS, ROW_WORDS, BREAKS, CHARACTERS, KNOWN_WORDS.split()
)
