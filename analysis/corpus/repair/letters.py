"""Letters that an encoding lost from names and words which only one letter completes."""

import re
from collections import Counter
from functools import lru_cache

__all__ = ["mend_letters"]

# Words of newspapers in English; a word whose gaps could be filled in two ways fills none.
# Where two words differ in the lost letter alone, "für" and "för", both stand here, so that neither is guessed.
_WORDS = """
    Dáil Fáil Féin gardaí Gardaí Síochána Éireann Éirinn Iarnród Tánaiste Seán Micheál Nóirín Ciarán Róisín
    Gráinne Bríd Sinéad Éamon Éamonn Máire Pádraig Pádraic Uachtarán Aontú Nóra Áine Ógra Bórd
    Dún Músgraí Íosa Óglaigh Óg Gearóid Eoghán Aodhán Caoimhín Tomás Mícheál RTÉ
    café cafés cliché clichés fiancé fiancée protégé protégés résumé naïve façade décor détente communiqué attaché
    attachés émigré émigrés soirée déjà entrée Beyoncé Renée Zoë Zoé Chloë Chloé Brontë Citroën Noël Raphaël Gaël Joël
    François Françoise Français Besançon Curaçao Jérôme Stéphane Frédéric Édouard Élysée Élise Évian André Andrés
    Hélène Thérèse Geneviève Médecins Frontières Côte Rhône Québec Montréal Orléans Saint-Étienne Cécile Loïc
    José Jesús María Raúl Ángel Martín Joaquín Agustín Adrián Sebastián Julián Nicolás Simón Rubén Iñigo Peña Nuño
    Rodríguez Fernández González Hernández Martínez Sánchez Pérez López Gómez Díaz Núñez Ramírez Vázquez Domínguez
    Jiménez Gutiérrez García Suárez Álvarez Cárdenas Guzmán Chávez Beltrán Durán Bogotá Medellín Yucatán Cancún Mérida
    Málaga Córdoba Cádiz León Aragón Panamá Perú México Brasília São João Sebastião Paraná Vitória Simões Guimarães
    München Köln Düsseldorf Nürnberg Würzburg Zürich Württemberg Thüringen Lübeck Göttingen Münster Tübingen Osnabrück
    Saarbrücken Mönchengladbach Görlitz Gütersloh Dürer Schäuble Müller Möller Jürgen Jörg Günter Günther Björn Jäger
    Höcke Göring Völler Özil Özdemir Gümüşay Böhmermann Käßmann Schröder Köhler Krüger Brüderle Wössner Lüders Körner
    Käutner Sörgel Füllkrug Grünen Grünberg für för über Für För Über Universität Bürger Reichsbürger Wörth Rappenwörth
    Ländle
    Malmö Göteborg Jönköping Norrköping Västerås Tromsø Ålesund Ørsted Søren Jørgen Håkan Östersund Gävle Umeå Luleå
    Cañete Piñera Núria Pokémon Erdoğan Atatürk Öcalan Çavuşoğlu Yıldırım Türkiye Diyarbakır İzmir Gülen Davutoğlu
    Łódź Wałęsa Gdańsk Poznań Kraków Kaczyński Dvořák Plzeň Škoda Žižek Orbán Győr Szijjártó Jászberény
"""
_GAP = re.compile("\ufffd{1,2}|\\?(?=[a-z]|'s\\b| News\\b)")
_REST = re.compile("(?:[^\\W\\d_]|\ufffd{1,2}|\\?(?=[a-z]))*")
_MARKS = re.compile("\ufffd{1,2}|\\?")
_HOLE = "\0"


def mend_letters(text: str, counts: Counter) -> str:
    """Fill the gaps of known words: U+FFFD once or twice, or "?" inside a word or before it.

    Examples
    --------
    >>> counts = Counter()
    >>> mend_letters("Fianna F\ufffd\ufffdil and Bus ?ireann met in M?nchen; why?", counts), counts["letter"]
    ('Fianna Fáil and Bus Éireann met in München; why?', 3)
    """

    parts, at = [], 0
    for gap in _GAP.finditer(text):
        if gap.start() < at:
            continue
        start, end = _first_letter(text, gap.start(), at), _REST.match(text, gap.end()).end()
        whole = _whole_words().get(_MARKS.sub(_HOLE, text[start:end]))
        if whole:
            counts["letter"] += 1
            parts += [text[at:start], whole]
            at = end
    return "".join([*parts, text[at:]])


def _first_letter(text: str, at: int, low: int) -> int:
    while at > low and (text[at - 1].isalpha() or text[at - 1] == "\ufffd"):
        at -= 1
    return at


@lru_cache(maxsize=1)
def _whole_words() -> dict[str, str]:
    """Word by its skeleton: ASCII letters with a hole for each other letter; only skeletons that fit one word."""
    words = {word for word in _WORDS.split() if not word.isascii()}
    words |= {word.upper() for word in words} | {word.capitalize() for word in words if word.islower()}
    fits = Counter(_skeleton(word) for word in words)
    return {_skeleton(word): word for word in sorted(words) if fits[_skeleton(word)] == 1}


def _skeleton(word: str) -> str:
    return "".join(letter if letter.isascii() else _HOLE for letter in word)
