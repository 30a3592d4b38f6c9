"""Text in the old Vietnamese font encodings, TCVN3 (ABC) and VNI, which reads as nonsense in Unicode: recognised, never guessed at."""

import re

# TCVN3 puts vowels with marks on these Latin-1 places; in real Unicode text of any language they do not stand inside words so densely.
_TCVN3 = re.compile(r"[A-Za-z][¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô­øõö÷ùýúûüþ]")
_TCVN3_ONLY = set("¸µ¶·¹¨¾»¼½©®ª«¬Þ×þ¦§")
# VNI writes a vowel and then its mark as a second character: "ñaûng", "coäng", "Vieät".
_VNI = re.compile(r"(?:[aeiouyAEIOUY][ùøûõïáàåãäëéèúüöÙØÛÕÏÁÀÅÃÄËÉÈÚÜÖ]|[ôöÔÖ][ùøûõïÙØÛÕÏ]|[ñÑ][aeiouyôö])")
_VIETNAMESE = re.compile(
    r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĂĐƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ\u0300-\u0309\u0323]"
)
_SAMPLE = 20_000


def legacy_encoding(text: str) -> str | None:
    """The name "TCVN3 (ABC)" or "VNI" when the text is in one of them, else None. Judged by a sample from the beginning."""
    sample = text[:_SAMPLE]
    words = len(re.findall(r"\S+", sample))
    if words < 4 or len(_VIETNAMESE.findall(sample)) > words // 10:
        return None
    if (
        sum(sample.count(sign) for sign in _TCVN3_ONLY) >= max(3, words // 10)
        and len(_TCVN3.findall(sample)) >= words // 5
    ):
        return "TCVN3 (ABC)"
    if len(_VNI.findall(sample)) >= max(4, words // 3):
        return "VNI"
    return None
