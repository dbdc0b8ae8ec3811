"""Furniture that names itself: rules for whole lines and for single sentences, each with the words that wake it.

A rule is tried only where one of its words stands, so that a clean article costs a few fast searches and nothing more.
``line`` rules must match the line whole; ``sentence`` rules must match a sentence whole, so that they also find
furniture in texts that lost their line breaks. ``place`` says where the rule may cut: anywhere, at the end of the text only ("end"), or nowhere ("flag");
elsewhere it flags.
"""

import re
from typing import NamedTuple

from analysis.corpus.cleaning_words import AGENCIES, MONTHS, SHARE_WORDS

__all__ = ["BYLINE", "DATE", "DATED_BYLINE", "LINE_RULES", "NAMES", "SENTENCE_RULES", "STAMP", "Rule"]


class Rule(NamedTuple):
    """What to look for: the rule's name, the words that wake it (lower case), and what must match whole."""

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern
    place: str = "anywhere"


NAME = r"[A-ZÀ-ÞА-Я][\w.'’-]*(?: (?:(?:van|von|de|der|den|al|bin|el|la|le|du|da|di) )*[A-ZÀ-ÞА-Я][\w.'’-]*){1,3}"
NAMES = rf"{NAME}(?:(?:, and | and | & |, | with ){NAME}){{0,5}}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
DATE = (
    rf"{_WEEKDAY}(?:(?:{MONTHS})\.? {_DAY},? \d{{4}}|{_DAY}(?: of)? (?:{MONTHS})\.?,? \d{{4}}|"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d))"
)
_TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[apAP]\.?[mM]\.?)?(?:\s?\(?(?:[A-Z]{2,4}(?:[+-]\d{1,2})?|Moscow [Tt]ime|local time)\)?)?"
STAMP = rf"(?:{DATE}(?:T|,? ?(?:at |[-–—|•] ?)?)(?:{_TIME})?|{_TIME}(?:,? ?(?:[-–—|•] ?|on )?){DATE})"
_STAMPED = r"(?:[Ll]ast |First )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified|PUBLISHED|UPDATED|POSTED)"
BYLINE = (
    rf"(?:[Bb]y|BY|Author|AUTHOR|Written by|Text by|Story by|Posted by):? (?P<author>\[?{NAMES}\]?)(?:\(\S*?\))?"
    r"(?:, [A-Z][\w ./&-]{1,40})?"
)
DATED_BYLINE = rf"{BYLINE},? ?[-–—|•·,]? ?(?:(?:[Pp]ublished|[Uu]pdated|on) )?(?P<stamp>{STAMP})"

_HOUSES = (
    rf"(?:{AGENCIES}|REUTERS|Getty(?: Images)?|Alamy|Shutterstock|iStock|Anadolu Agency|Zuma(?:press)?|Flickr|"
    r"Wikimedia(?: Commons)?|Pool|Handout|File|File photo|Kremlin|kremlin\.ru|mil\.ru|Presidential Press Service)"
)
_PHOTO_HOUSE = (
    r"(?:AP|AFP|EPA|Reuters|REUTERS|TASS|Sputnik|RIA Novosti|Getty(?: Images)?|Anadolu|Xinhua|Bloomberg|Al Jazeera)"
)
_SHARE = "|".join(re.escape(word) for word in sorted(SHARE_WORDS, key=lambda word: (-len(word), word)))


def _rule(name: str, words: str, pattern: str, place: str = "anywhere") -> Rule:
    return Rule(name, tuple(words.split("|")), re.compile(pattern), place)


LINE_RULES = (
    _rule("image block", "image", r"(?:Image|Embed) (?:copyright|source|caption)[:,]? .{2,250}"),
    _rule(
        "caption",
        "photo|image|picture|video|illustration|graphic|credit",
        r"(?:Photo|PHOTO|Image|IMAGE|Picture|Foto|Video|Photos|Images|Illustration|Graphic)(?: credits?| by| source)?s?"
        r" ?[:/©|] ?.{2,200}|"
        r"\(?(?:Photo(?:graph)?|Image|Picture|Video|Illustration|Graphic|PHOTO)s? (?:by|courtesy of|credits?:?) [A-Z][^.]{2,60}"
        r"\)?\.?|\(?(?:CREDIT|Credit|Courtesy)s?(?: of)?:? .{2,120}",
    ),
    _rule(
        "caption",
        "photo|getty|reuters|/|©",
        rf".{{0,400}}(?:[(\[]|© ?)[^()\[\]]{{0,80}}?(?:{_PHOTO_HOUSE}(?: Photo)? ?/ ?[^()\[\]]{{2,60}}|AP Photo|"
        rf"[^()\[\]/]{{2,50}}/ ?(?:{_HOUSES})|Getty Images|©[^()\[\]]{{2,60}})[^()\[\]]{{0,30}}[)\]]\.?",
    ),
    _rule("caption", "]", r".{10,400}\[(?:[A-Z][\w.'’-]+ ){0,3}[^\[\]/]{0,40}/? ?(?:" + _HOUSES + r")\]\.?"),
    _rule("caption", "file", r"(?:FILE(?: PHOTO)?|File photo|ARCHIVE PHOTO|HANDOUT) ?[-–—:] ?.{5,400}"),
    _rule("caption", "©|(c)", r"(?:©|\([cC]\)) ?[A-ZА-Я0-9][\w.'’/,|& -]{1,80}|.{5,200}© ?[A-ZА-Я][\w.'’/,|& -]{1,60}"),
    _rule(
        "caption",
        "reuters|afp|getty|epa|ap/|ap /|tass|sputnik|novosti|shutterstock|anadolu|xinhua|alamy|flickr|commons|kremlin|mil.ru",
        rf"(?:[A-Z][\w.'’-]+ ){{1,4}}?(?:/|\|) ?{_HOUSES}(?: ?/ ?[\w .]{{2,40}})?|"
        rf"{_PHOTO_HOUSE}(?: Photo)? ?[/|] ?(?:[A-Z][\w.'’-]+ ?){{1,5}}(?:, ?[Ff]ile)?",
    ),
    _rule(
        "link",
        "http|www.|](",
        r"[•*\s]*<?(?:https?://|www\.)[^\s>]+>?|!?\[[^\]\n]{0,120}\]\((?:https?://|/|#)[^)\s]*\)",
    ),
    _rule(
        "link",
        "http|www.",
        r"(?:Original(?: url| URL| article| source| link| story)?|Source(?: URL| link)?|URL|Url|Link|Permalink|"
        r"Short(?:ened)? ?(?:link|URL|url)|Read original|Available at|Via|From|Read more)\s*[:：]?\s*<?(?:https?://|www\.)\S+>?",
    ),
    _rule(
        "tags",
        "tag|keyword|topic|label|filed under|posted in|categor|section|теги|метки",
        r"[*_]*(?:Tags?|TAGS?|Keywords?|KEYWORDS|Topics?|TOPICS|Labels?|Tagged(?: with| as| in)?|Filed [Uu]nder|"
        r"FILED UNDER|Posted in|Categor(?:y|ies)|Sections?|Теги|Метки)[*_]*\s*[:：].{0,300}",
    ),
    _rule("tags", "#", r"(?:#\w+[\s,]*){2,}"),
    _rule(
        "related",
        "read|see |related|watch|listen|opinion|in pictures|interactive|gallery|recommended|miss|like:|explore|more",
        r"[•·*>►→\s-]*(?:Read(?: more| also| next| on| this| the full story)?|READ(?: MORE| ALSO| NEXT| THIS)?|[Ss]ee [Aa]lso|"
        r"SEE ALSO|See more|[Aa]lso [Rr]ead|ALSO READ|More (?:here|on this|from [^:]{2,40})|MORE|"
        r"R(?:ELATED|elated)(?: (?i:story|stories|articles?|news|posts?|videos?|coverage|links?))?|"
        r"W(?:ATCH|atch)(?: (?i:live|more|also|now|this))?|LISTEN|Listen|OPINION|Opinion|IN PICTURES|In pictures|INTERACTIVE|"
        r"GALLERY|Gallery|RECOMMENDED|Recommended|DON['’]T MISS|Don['’]t miss|You (?:may|might) also like|EXPLORE|Explore)"
        r"\s*(?:[:：»>|]|[-–—] )\s*.{3,220}",
    ),
    _rule(
        "byline",
        "published|updated|posted|modified",
        rf"{_STAMPED}(?: on| at)?\s*[:：|-]?\s*{STAMP}.{{0,40}}",
    ),
    _rule("byline", "by ", DATED_BYLINE + r".{0,30}"),
    _rule(
        "credit",
        "reporting|written by|edited by|compiled|translated|produced by|editing by",
        r"[*_(\[]?(?:(?:[Ww]ith )?(?:[Aa]dditional |[Ff]urther )?[Rr]eporting (?:by|from)|REPORTING BY|"
        r"(?:Written|Edited|Compiled|Translated|Produced|Filmed|Writing|Editing)(?: and \w+)? by|Based on reporting by|"
        r"With (?:additional )?reporting by|"
        r"Compiled from|EDITING BY)\b.{2,260}",
    ),
    _rule(
        "credit",
        "@",
        r"(?:E-?mail: ?|Contact: ?|@)?[\w.+-]*@?[\w.-]+(?:\.[\w-]+)+|(?:Twitter|X|Telegram|Instagram): ?@\w+|@\w+",
    ),
    _rule("credit", "source", r"(?:Sources?|SOURCES?) ?: ?.{2,80}"),
    _rule("pingback", "pingback|trackback", r"(?:\d+\.\s*)?[•*\s]*(?:Ping|Track)backs?\s*:.{0,300}"),
    _rule(
        "comments",
        "response|repl|comment|thought",
        r"(?:No|One|Two|Three|\d[\d,]*) (?:Responses?|Replies|Reply|Comments?|Thoughts?|COMMENTS?)(?: (?:to|on|so far).{0,250})?|"
        r"(?:Comments?|COMMENTS?|Responses?|Replies) ?[(\[:]? ?\d[\d,]*[)\]]?",
    ),
    _rule(
        "comments",
        "email address|required|save my name|notify me|akismet|comments are|comment is|xhtml|html tags|logged in|log in|sign in",
        r"(?:Your e-?mail address will not be|Required fields are|Save my name|Notify me of|This site uses Akismet|"
        r"Fields marked with|Comments? (?:are|is) (?:now |currently )?(?:closed|moderated|disabled|off)|XHTML: You can use|"
        r"You (?:may|can) use these HTML|(?:You must be|Please|You need to be|You have to be) (?:logged|log|sign|signed) in)"
        r".{0,250}",
    ),
    _rule(
        "comments",
        " says| said on| wrote on| at ",
        rf".{{2,50}} (?:says|said|wrote|on):?(?: on| at)? ?{STAMP}|{STAMP} (?:at )?{_TIME} ?(?:Reply)?",
    ),
    _rule(
        "careers banner",
        "join now|apply now|hiring|careers|job openings|career network",
        r".{5,160}(?:[-–—:|] ?(?:JOIN NOW|Join [Nn]ow|APPLY NOW|Apply [Nn]ow|SIGN UP(?: NOW)?)[!.]?)|(?:We(?:['’]re| are) hiring).{0,120}",
    ),
)

_OWN_VOICE = (
    "our|this (?:web)?site|these pages|the editors?|the author|the publisher|editorial (?:policy|stance|position|board)|"
    "[A-Z][\\w.'’&/-]+"
)

SENTENCE_RULES = (
    _rule(
        "credit",
        "contributed to th|contributed reporting|contributed from|contributed.",
        r"\W{0,6}(?:[A-Z\"“_].{2,400}) contributed (?:to th(?:is|e) (?:report|story|article|piece)|reporting(?: to th(?:is|e) \w+)?"
        r"|from [A-Z]\w+)(?: (?:from|in|by) [A-Z][^.]{2,40})?\W{0,4}",
    ),
    _rule(
        "credit",
        "reporting by|reporting from|editing by",
        r"\W{0,3}(?:(?:[Ww]ith )?(?:[Aa]dditional |[Ff]urther )?[Rr]eporting (?:by|from)|REPORTING BY|Based on reporting by|Editing by)"
        r"\b.{2,300}",
    ),
    _rule(
        "credit",
        "follow ",
        r"\W{0,3}Follow (?:[\w.'’-]+ ){1,5}?(?:(?:on (?:Twitter|X|Facebook|Instagram|Telegram|social media))|at https?://|at @|-?@)"
        r".{0,200}",
    ),
    _rule("credit", "is on twitter|are on twitter", rf"\W{{0,3}}{NAME} (?:is|are) on Twitter,?.{{0,80}}"),
    _rule(
        "credit",
        "contact the writer|contact the author|contact the reporter",
        r"\W{0,3}Contact the (?:writer|author|reporter)s? ?(?:at|via) ?\S+",
    ),
    _rule(
        "credit",
        "can be reached at|work can be found at",
        r"\W{0,3}(?:\w+ ){1,4}(?:can be reached at|work can be found at) \S+",
    ),
    _rule(
        "credit",
        " reported from ",
        rf"\"?[?—-]? ?{NAMES.replace('{1,3}', '{0,3}')} reported from [A-Z][^.]{{2,60}}\.",
        "flag",
    ),
    _rule(
        "disclaimer",
        "views |opinions |opinion ",
        r"[*_(\"“\s]*(?:The |Any )?(?:[Vv]iews|[Oo]pinions?|[Vv]iews and opinions|[Oo]pinions and views|[Vv]iews, thoughts,? and opinions)"
        r"(?: and \w+)?(?: (?:expressed|presented|contained|published|stated)\b[^.]{0,140})? (?:do(?:es)? not|may not|are not|not) "
        rf"(?:necessarily |always )?(?:reflect|represent|coincide with|express|those of|be those of)\b[^.]*?(?:{_OWN_VOICE})[^.]{{0,160}}\W*",
    ),
    _rule(
        "disclaimer",
        "of the author|author's own|authors' own|author’s own|authors’ own|his own|her own|their own",
        r"[*_(\"“\s]*(?:The )?(?:views|opinions|views and opinions) expressed\b[^.]{0,120} (?:are|is) (?:solely )?(?:(?:those|that) of the "
        r"(?:author|writer)|the authors?['’]?s?['’]? own|his own|her own|their own)[^.]{0,200}\W*",
    ),
    _rule(
        "author note",
        "the author is|the writer is|the author was|the author has|the writer was|about the author",
        r"\W{0,3}(?:The (?:author|writer) (?:is|was|has)|About the (?:author|writer))\b.{2,400}",
        "end",
    ),
    _rule(
        "notice",
        "has been updated|has been corrected|was updated|was corrected|developing story|breaking news story|check back|more to follow|more to come|more soon",
        r"\W{0,6}(?:(?:UPDATED?: )?This (?:story|article|post|report|page|piece) (?:has been|was) (?:last )?(?:updated|corrected|amended|edited)\.?|"
        r"This is a (?:developing|breaking)(?: news)? story.{0,80}|(?:Please )?[Cc]heck back (?:soon |later |here )?(?:for|as) .{0,40}|"
        r"More (?:soon|to follow|to come)\.*)\W*",
    ),
    _rule(
        "notice",
        "has been updated to|has been corrected to|was corrected to|correction:|an earlier version|a previous version",
        r"\W{0,6}(?:This (?:story|article) (?:has been|was) (?:updated|corrected) to\b|(?:CORRECTION|Correction|CLARIFICATION|UPDATE):|"
        r"An earlier version of this|A previous version of this).{2,400}",
        "flag",
    ),
    _rule(
        "notice",
        "originally published|first published|originally appeared|first appeared|originally posted|the original article",
        r"\W{0,4}(?:(?:This|The) (?:article|story|post|piece|text|report|essay|column|interview)(?: (?:was|has been))?"
        r" (?:originally|first) |Originally |First )(?:appeared|published|posted|ran|printed) (?:on|in|at|by|here|with)\b.{0,200}|"
        r"Read the original article\W*",
    ),
    _rule(
        "cookies",
        "cookie",
        r".{0,120}(?:\b[Ww]e (?:and our [^.]{2,40} )?use (?:[\w ]{0,20})?cookies\b|\b(?:[Tt]his|[Oo]ur|[Tt]he) (?:web)?site (?:also )?(?:uses|may use|is using) "
        r"(?:[\w ]{0,20})?cookies\b|[Bb]y (?:continuing|clicking|using|browsing|closing|scrolling)\b[^.]{0,120}cookies|"
        r"[Cc]ookies? (?:help us|are used to|enable us|policy|notice|preferences|settings)|(?:accept|use of|about|manage)(?: \w+)? cookies).{0,300}",
    ),
    _rule(
        "cookies",
        "privacy policy|terms of use|terms of service",
        r"[Bb]y (?:continuing|clicking|using|browsing|signing|subscribing|submitting|registering|providing)\b[^.]{0,160}(?:[Pp]rivacy [Pp]olicy|[Tt]erms of (?:[Uu]se|[Ss]ervice)).{0,200}",
    ),
    _rule(
        "newsletter",
        "newsletter|inbox|mailing list|sign up|subscribe|subscription|alerts",
        r"(?:\W{0,3}|.{0,80}?(?:[:!?,–—-]|\b(?:[Pp]lease|can|to|here and)) )(?:(?:[Ss]ign[- ]up|[Ss]ubscribe|[Rr]egister|SIGN UP|SUBSCRIBE)(?: here| now| today)?,? (?:for|to|and get|now|below)\b.{0,120}?"
        r"(?:newsletters?|e-?mails?|updates|alerts|inbox|channel|podcast|briefing|digest|feed|magazine|YouTube)\b|"
        r".{0,140}?\b(?:[Gg]et|[Rr]eceive|GET)\b.{2,120}? (?:in|to) your (?:inbox|e-?mail)|.{0,140}?\b(?:delivered|sent|straight)(?: straight| directly)? to your inbox|"
        r"[Jj]oin (?:our|the|us on)\b.{0,40}?(?:mailing list|newsletter|Telegram|WhatsApp|Viber)|^[Ss]ubscribe to (?:our|us|the|my|[A-Z])).{0,200}",
    ),
    _rule(
        "newsletter",
        "your email|your e-mail|javascript|support us|donat|subscriber|thank you for|thanks for reading",
        r"(?:Enter|Type) your e-?mail.{0,150}|(?:Thank you|Thanks) for (?:subscribing|signing up|reading|visiting).{0,100}|"
        r"Please (?:enable|turn on) [Jj]ava[Ss]cript.{0,150}|.{0,60}[Jj]ava[Ss]cript (?:is|must be|to be|needs to be)\b.{0,20}(?:enabled|disabled|required|turned).{0,100}|"
        r"Please (?:consider|support|help us|donate)\b.{0,40}(?:donat|support|contribut|journalism|subscri).{0,160}|"
        r"This (?:article|content|story) is (?:only )?(?:for|available to) .{0,20}subscribers.{0,80}",
    ),
    _rule(
        "newsletter",
        "free article|articles this month|already a subscriber|already have an account|already a member|to continue reading|to keep reading",
        r"You(?: have|['’]ve) (?:reached|read|used|\w+ free|\d+)\b.{0,120}|Already (?:a (?:subscriber|member)|have an account)\?.{0,60}|"
        r"(?:To|Subscribe to|Register to|Log in to) (?:continue|keep) reading.{0,120}",
    ),
    _rule(
        "legal notice",
        "all rights reserved|copyright|©|may not be|permission|republish|reproduc|reprint",
        r"[*_]*(?:©|\([cC]\) ?\d{4}|C(?:opyright|OPYRIGHT) ?(?:©|\([cC]\)|@|\d{4})) ?.{0,200}|.{0,160}\b[Aa]ll [Rr]ights [Rr]eserved\b.{0,160}|"
        r".{0,80}(?:material|content|article|story|transcript|photograph|image|part of this)s?\b.{0,60}"
        r"(?:may not|must not|cannot|can not) be (?:published, |reproduced|republished|redistributed|rebroadcast|reprinted).{0,200}|"
        r"(?:This (?:article|story|post) (?:is|was) )?(?:[Rr]eprinted|[Rr]epublished|[Rr]eproduced|[Tt]ranslated and published) (?:here )?(?:with|by) (?:the )?(?:kind )?permission.{0,160}|"
        r"(?:Any )?(?:[Rr]epublishing|[Rr]eproduction|[Rr]epublication|[Rr]eprinting|[Uu]se) of (?:(?:this|the|any|our|all) )?(?:materials?|contents?|articles?|texts?|website)\b.{0,60}(?:without|is (?:not )?(?:permitted|allowed|prohibited|welcome)|only).{0,160}",
    ),
    _rule(
        "sharing call",
        "share this|tell us what you think|let us know|join the conversation|like us on|follow us|find us on|click here",
        r"\W{0,3}(?:(?:Share this (?:article|story|post)|Tell us what you think|Let us know (?:what you think|in the comments)|Join the conversation|"
        r"(?:You can (?:also )?)?(?:[Ll]ike|[Ff]ollow|[Ff]ind) us on\b|(?:To (?:find out|learn|read) more,? )?[Cc]lick here (?:to|for)\b|To find out more,? click here).{0,160})",
    ),
    _rule(
        "sponsor",
        "sponsored by|paid for by|affiliate|commission if you",
        r"\W{0,3}(?:This (?:article|content|post) (?:is|was) (?:sponsored|paid for)|We may (?:earn|receive)|Sponsored by).{0,160}",
    ),
)

BOOK_LINE = re.compile(r"[A-Z][^.!?]{8,150}(?:[.!?:] [^.!?]{4,120})? [-–—] by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}")

SHORT = re.compile(
    r"(?P<image_size>[•·*\s-]*\d{1,5} ?[x×] ?\d{1,5}(?: ?px)?(?: [Ii]mage)?)"
    r"|(?P<share_count>\(?\d[\d,.]*[kKmM]?\)?\+? ?(?i:shares?|comments?|likes?|views?|tweets?|retweets?|reads?|replies|followers|"
    r"votes?|reactions?|pins?|min(?:ute)?s?(?: read| to read)?)"
    r"|(?i:shares?|comments?|likes?|views?|tweets?|shared|viewed|reading time|read time)[: ]*\(?\d[\d,.]*[kKmM]?\)?(?: (?i:times|min(?:ute)?s?))?)"
    rf"|(?P<share_buttons>(?i:(?:(?:share|follow us|follow|send)(?: this)?(?: on| via| with)?:?\s*)?(?:(?:{_SHARE})[\s,|/·•]*){{2,}}))"
    r"|(?P<page_number>[Pp]age \d{1,3}(?: ?(?:of|/) ?\d{1,3})?|[-–—] ?\d{1,3} ?[-–—])"
    r"|(?P<rule_line>[-_=*~•·.\s|#+–—]{1,80})"
    r"|(?P<breadcrumb>(?:[\w'’&.]+(?: [\w'’&.]+){0,3} ?[>»›→] ?){1,6}(?:[\w'’&.]+(?: [\w'’&.]+){0,9})?)"
    r"|(?P<navigation>(?:[\w'’&]+(?: [\w'’&]+){0,2} ?[|•·] ?){2,}(?:[\w'’&]+(?: [\w'’&]+){0,2})?)"
)
SHARE_RUN = re.compile(rf"(?i)\b(?:(?:{_SHARE})(?:\s+|$)){{4,}}")
