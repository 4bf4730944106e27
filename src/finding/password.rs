//! Passwords that authors type where the name of a file belongs: they are never shown. It opens no file.

/// The keys behind which authors type a password, as they begin.
const PASSWORD_KEYS: [&str; 8] =
    ["cyfrinair", "kennwort", "passcode", "passphrase", "passwd", "password", "passwort", "pwd"];

/// Whether an author types a password behind a key, and not the name of a file that holds one. A misspelt key is one too:
/// what stands behind it is shown to nobody.
pub(crate) fn is_password_key(key: &str) -> bool {
    let small = key.to_lowercase().replace(['_', '-', ' '], "");
    let begins = |word: &&str| small.starts_with(*word);
    let is_near = || {
        let small = small.trim_end_matches(|c: char| c.is_ascii_digit());
        let length = small.chars().count();
        // A passport is none.
        small != "passport"
            && NEAR
                .iter()
                .any(|word| length > 4 && strsim::damerau_levenshtein(small, word) <= (length / 4).min(2))
    };
    (PASSWORD_KEYS.iter().any(begins) || is_near()) && !small.ends_with("file")
}

/// The words of which a misspelt key is a key of a password.
const NEAR: [&str; 4] = ["cyfrinair", "passcode", "passphrase", "password"];

/// A line with signs for the letters of a password that stands in it, so that none is ever shown; `None` where there is
/// none. The name of a file that holds one is no password.
pub(super) fn without_password(line: &str) -> Option<String> {
    let mut hidden: Option<String> = None;
    // A key may stand at the beginning or in braces, with = or : behind it; no sign takes more bytes than its letter.
    let mut at = 0;
    while let Some(found) = line[at..].find(['=', ':']).map(|found| at + found) {
        let before = line[..found].trim_end_matches([' ', '\t', '"', '\'']);
        let starts = before.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
        let key =
            &before[starts.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
        at = found + 1;
        if !is_password_key(key) {
            continue;
        }
        let value = line[found + 1..].trim_start();
        let start = line.len() - value.len();
        let length = match value.chars().next() {
            None => continue,
            Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(value.len(), |end| end + 2),
            Some(_) => value.find([',', '}', ' ', '#']).unwrap_or(value.len()),
        };
        at = start + length;
        let signs: String =
            value[..length].chars().map(|c| if matches!(c, '"' | '\'') { c } else { '*' }).collect();
        let shown = hidden.as_deref().unwrap_or(line);
        hidden = Some(format!("{}{signs}{}", &shown[..shown.len() - value.len()], &value[length..]));
    }
    hidden
}

/// What to do about a password in the file of a paper.
pub(crate) const PASSWORD_HINT: &str = "a password never stands in the file of a paper: write it in the first line of a text file, such as secret/password.txt in the council's folder; name that file in a line of .gitignore; and write here password_file = \"secret/password.txt\"";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_shown() {
        for (line, wanted) in [
            ("password = \"geheim\"", Some("password = \"******\"")),
            (
                "x = [ { pdf = \"a.pdf\", password = 'ß1', alt = \"b\" } ]",
                Some("x = [ { pdf = \"a.pdf\", password = '**', alt = \"b\" } ]"),
            ),
            ("pwd=geheim # x", Some("pwd=****** # x")),
            ("Password: \"never closed", Some("Password: \"************")),
            (
                "{ pasword = \"a\", alt = \"b\", Passwrod: \"c\" }",
                Some("{ pasword = \"*\", alt = \"b\", Passwrod: \"*\" }"),
            ),
            ("passord=geheim", Some("passord=******")),
            ("pass_word = \"geheim\"", Some("pass_word = \"******\"")),
            ("password_file = \"secret/x.txt\"", None),
            ("pasword_file = \"secret/x.txt\"", None),
            ("passport = \"x\"", None),
            ("The password is not known = 1", None),
            ("title = \"A\"", None),
        ] {
            assert_eq!(without_password(line).as_deref(), wanted, "{line}");
        }
    }
}
