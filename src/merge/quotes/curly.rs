//! Which curly quote each straight one of a text is. It changes nothing itself, and says nothing of a quote that
//! could be read in two ways: that one stays as it was typed.
//!
//! An apostrophe and a closing single quote are one sign, so that a possessive (officers’) needs no guess. Marks
//! of feet and inches, or minutes and seconds, stay straight: a prime is the better sign for them, but who types
//! 6' 2" has not typed one, and an inch could be the end of a quotation.

use super::TextSign;

/// English words that begin with an apostrophe, without it, and are no words by themselves that anybody quotes.
pub(super) const ENGLISH: [&str; 10] =
    ["tis", "twas", "twere", "twill", "twould", "tisn", "twasn", "em", "til", "n"];

/// Welsh words that begin with an apostrophe, without it.
pub(super) const WELSH: [&str; 22] = [
    "r", "n", "i", "w", "u", "m", "th", "na", "ma", "di", "dw", "da", "sdim", "swn", "rwy", "rwyf", "rwyt",
    "rydym", "rydw", "roedd", "roeddwn", "nôl",
];

/// Endings of the names of files, in which quotes are a part of the name.
const FILES: [&str; 20] = [
    "pdf", "doc", "docx", "xls", "xlsx", "csv", "toml", "txt", "png", "jpg", "jpeg", "svg", "ppt", "pptx",
    "zip", "htm", "html", "odt", "ods", "rtf",
];

/// What stands at one side of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Nothing or a blank.
    Blank,
    /// A bracket or a quote that opens.
    Open,
    Letter,
    Digit,
    /// Punctuation, or a bracket or a quote that closes.
    Close,
    /// A dash, a hyphen or a slash, which stand before words and behind them.
    Dash,
    /// A sign of which nothing follows.
    Other,
}

fn side(sign: Option<char>) -> Side {
    match sign {
        None => Side::Blank,
        Some(c) if c.is_whitespace() => Side::Blank,
        Some('(' | '[' | '{' | '‘' | '“') => Side::Open,
        Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '’' | '”' | '…' | '%') => {
            Side::Close
        }
        Some('-' | '\u{2010}' | '\u{2011}' | '–' | '—' | '/') => Side::Dash,
        Some(c) if c.is_numeric() => Side::Digit,
        Some(c) if c.is_alphabetic() => Side::Letter,
        Some(_) => Side::Other,
    }
}

/// The quotes of a text that become curly, by their places, in order. `lead` are words that begin with an
/// apostrophe.
pub(super) fn quotes(text: &[TextSign], lead: &[&str]) -> Vec<(usize, char)> {
    let is_straight = |sign: &TextSign| sign.is_typed && matches!(sign.sign, '\'' | '"');
    if !text.iter().any(is_straight) {
        return Vec::new();
    }
    let signs: Vec<char> = text.iter().map(|sign| sign.sign).collect();
    let mut reader = Reader { kept: kept(text), signs, lead, open: [false; 2], doubtful: [false; 2] };
    let mut out = Vec::new();
    for at in 0..text.len() {
        let straight = reader.signs[at];
        if reader.kept[at] {
            continue;
        }
        let found = match straight {
            '"' => reader.double(at),
            '\'' => reader.single(at),
            _ => continue,
        };
        match found {
            Some(sign) => {
                reader.signs[at] = sign;
                out.push((at, sign));
            }
            None => reader.doubtful[usize::from(straight == '"')] = true,
        }
    }
    out
}

/// The signs that stay whatever stands beside them: those of expressions, of addresses and of names of files.
fn kept(text: &[TextSign]) -> Vec<bool> {
    let mut kept: Vec<bool> = text.iter().map(|sign| !sign.is_typed).collect();
    let mut begin = 0;
    while begin < text.len() {
        let length = text[begin..].iter().take_while(|sign| !sign.sign.is_whitespace()).count();
        let around = |sign: &TextSign| {
            matches!(side(Some(sign.sign)), Side::Open | Side::Close) || matches!(sign.sign, '\'' | '"')
        };
        let word = &text[begin..begin + length];
        let first = word.iter().take_while(|sign| around(sign)).count();
        let behind = word[first..].iter().rev().take_while(|sign| around(sign)).count();
        let last = length - behind;
        if is_address(&word[first..last]) {
            // A quote that closes behind an address is not one of its own.
            let own = word[first..last].iter().any(|sign| matches!(sign.sign, '\'' | '"'));
            let end = if own && first == 0 { length } else { last };
            kept[begin + first..begin + end].fill(true);
        }
        begin += length.max(1);
    }
    kept
}

/// Whether a word is an address on the web, one for e-mail, or the name of a file.
fn is_address(word: &[TextSign]) -> bool {
    let word: String = word.iter().map(|sign| sign.sign.to_ascii_lowercase()).collect();
    let e_mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let file = word.rsplit_once('.').is_some_and(|(_, ending)| FILES.contains(&ending));
    word.contains("://") || word.starts_with("www.") || e_mail || file
}

/// Goes through the quotes of a text from left to right. `open` and `doubtful` are of single and double quotes.
struct Reader<'a> {
    /// The signs of the text, in which the quotes to the left are curly already.
    signs: Vec<char>,
    kept: Vec<bool>,
    lead: &'a [&'a str],
    /// Whether a quote is open.
    open: [bool; 2],
    /// Whether a quote before stayed as it was typed.
    doubtful: [bool; 2],
}

impl Reader<'_> {
    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).map(|before| self.signs[before])
    }

    fn after(&self, at: usize) -> Option<char> {
        self.signs.get(at + 1).copied()
    }

    fn left(&self, at: usize) -> Side {
        match self.before(at) {
            // One that stayed as it was typed: a mark of inches or feet, or one that an expression prints.
            Some('\'' | '"') => match side(at.checked_sub(2).map(|n| self.signs[n])) {
                Side::Letter | Side::Digit | Side::Close => Side::Close,
                Side::Blank | Side::Open => Side::Open,
                Side::Dash | Side::Other => Side::Other,
            },
            sign => side(sign),
        }
    }

    /// What stands to the right, behind other quotes.
    fn right(&self, at: usize) -> Side {
        side(self.signs[at + 1..].iter().copied().find(|c| !matches!(c, '\'' | '"')))
    }

    fn is_beside_its_like(&self, at: usize) -> bool {
        self.before(at) == Some(self.signs[at]) || self.after(at) == Some(self.signs[at])
    }

    /// Whether a quote has what stands to the right of one that closes.
    fn ends(&self, at: usize) -> bool {
        matches!(self.right(at), Side::Blank | Side::Close | Side::Dash)
    }

    /// Whether a straight quote could be one that closes.
    fn can_close(&self, at: usize) -> bool {
        match self.left(at) {
            Side::Letter | Side::Digit | Side::Close => self.ends(at),
            Side::Dash => matches!(self.right(at), Side::Blank | Side::Close),
            Side::Blank | Side::Open | Side::Other => false,
        }
    }

    /// Whether a straight quote could be one that opens.
    fn can_open(&self, at: usize) -> bool {
        matches!(self.left(at), Side::Blank | Side::Open | Side::Dash) && self.right(at) != Side::Blank
    }

    /// The next straight quote of the kind of that at `at`, without apostrophes in words.
    fn next(&self, at: usize) -> Option<usize> {
        (at + 1..self.signs.len()).find(|n| {
            let inside = || self.left(*n) == Side::Letter && side(self.after(*n)) == Side::Letter;
            self.signs[*n] == self.signs[at] && !self.kept[*n] && !inside() && !self.is_inches(*n)
        })
    }

    /// Whether a quote is the second mark of 6' 2".
    fn is_inches(&self, at: usize) -> bool {
        if self.signs[at] != '"' {
            return false;
        }
        let before = self.signs[..at].iter().rev();
        let mut rest =
            before.skip_while(|c| c.is_numeric() || matches!(c, '.' | '/')).skip_while(|c| **c == ' ');
        side(self.before(at)) == Side::Digit
            && rest.next().is_some_and(|c| matches!(c, '\'' | '’'))
            && rest.next().is_some_and(|c| c.is_numeric())
    }

    fn double(&mut self, at: usize) -> Option<char> {
        if self.is_inches(at) || self.is_beside_its_like(at) {
            return None;
        }
        let next = self.next(at);
        let is_dash = self.left(at) == Side::Dash;
        if is_dash && self.open[1] && self.ends(at)
            || self.left(at) == Side::Digit && self.closes_after_digit(at)
        {
            return self.close(1);
        }
        if self.can_open(at)
            && !self.open[1]
            && next.is_none_or(|next| self.can_close(next) && !self.can_open(next))
        {
            self.open[1] = true;
            return Some('“');
        }
        let closes = self.left(at) != Side::Digit && self.can_close(at);
        if closes && (self.open[1] || !self.doubtful[1]) { self.close(1) } else { None }
    }

    fn single(&mut self, at: usize) -> Option<char> {
        let (left, after) = (self.left(at), self.after(at));
        if self.is_beside_its_like(at) {
            return None;
        }
        let is_genitive = after == Some('s') && side(self.signs.get(at + 2).copied()) != Side::Letter;
        match left {
            Side::Letter if side(after) == Side::Letter => Some('’'),
            Side::Letter if self.ends(at) => self.close(0),
            Side::Digit | Side::Close if is_genitive => Some('’'),
            Side::Digit if self.closes_after_digit(at) => self.close(0),
            Side::Close if self.ends(at) && (self.open[0] || !self.doubtful[0]) => self.close(0),
            Side::Dash if self.open[0] && self.ends(at) => self.close(0),
            Side::Blank | Side::Open | Side::Dash => self.opening(at),
            _ => None,
        }
    }

    /// A single quote before a word or a number: an apostrophe, or one that opens.
    fn opening(&mut self, at: usize) -> Option<char> {
        let next = self.next(at);
        let run = |is_one: fn(&char) -> bool| {
            self.signs[at + 1..].iter().copied().take_while(is_one).collect::<Vec<_>>()
        };
        let word: String = run(|c| c.is_alphabetic()).into_iter().flat_map(char::to_lowercase).collect();
        let digits = run(char::is_ascii_digit).len();
        let behind = |count: usize| self.signs.get(at + 1 + count).copied();
        let is_quoted = behind(word.chars().count()) == Some('\'');
        if self.lead.contains(&word.as_str()) && (!is_quoted || word == "n") {
            return Some('’');
        }
        if digits == 2 {
            let decade = behind(2) == Some('s') && side(behind(3)) != Side::Letter;
            let year = !matches!(side(behind(2)), Side::Letter | Side::Digit | Side::Other) && next.is_none();
            return (decade || year).then_some('’');
        }
        let closes = next.is_some_and(|next| self.can_close(next) && !self.can_open(next));
        if self.can_open(at) && closes && !self.open[0] {
            self.open[0] = true;
            return Some('‘');
        }
        None
    }

    /// Whether a quote behind a digit closes: another one may open, and none follows that could close. Else it is
    /// a mark of feet, inches, minutes or seconds, or could be.
    fn closes_after_digit(&self, at: usize) -> bool {
        let kind = usize::from(self.signs[at] == '"');
        let other = self.next(at).is_some_and(|next| self.can_close(next) && !self.is_possessive(next));
        self.open[kind] && self.ends(at) && !other
    }

    /// Whether a quote looks like that of "officers' views".
    fn is_possessive(&self, at: usize) -> bool {
        let follows = self.signs.get(at + 2).is_some_and(|c| c.is_lowercase());
        self.signs[at] == '\'' && self.before(at) == Some('s') && self.after(at) == Some(' ') && follows
    }

    fn close(&mut self, kind: usize) -> Option<char> {
        self.open[kind] = false;
        Some(if kind == 1 { '”' } else { '’' })
    }
}
