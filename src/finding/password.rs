//! Passwords that authors type where the name of a file belongs: they are never shown. It opens no file.

/// The keys behind which authors type a password, as they begin.
const PASSWORD_KEYS: [&str; 8] =
    ["cyfrinair", "kennwort", "passcode", "passphrase", "passwd", "password", "passwort", "pwd"];

/// Whether an author types a password behind a key, and not the name of a file that holds one.
pub(crate) fn is_password_key(key: &str) -> bool {
    let small = key.to_lowercase();
    PASSWORD_KEYS.iter().any(|begins| small.starts_with(begins)) && !small.ends_with("file")
}

/// A line with signs for the letters of a password that stands in it, so that none is ever shown; `None` where there is
/// none. The name of a file that holds one is no password.
pub(super) fn without_password(line: &str) -> Option<String> {
    let small = line.to_ascii_lowercase();
    let (at, key) = PASSWORD_KEYS.iter().find_map(|key| Some((small.find(key)?, key)))?;
    let behind = &line[at + key.len()..];
    let rest = behind.trim_start_matches([' ', '\t', '"', '\'']);
    let value = rest.strip_prefix(['=', ':'])?.trim_start();
    let start = line.len() - value.len();
    let length = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].find(quote).map_or(value.len(), |end| end + 2),
        _ => value.find([',', '}', ' ', '#']).unwrap_or(value.len()),
    };
    let hidden: String =
        value[..length].chars().map(|c| if matches!(c, '"' | '\'') { c } else { '*' }).collect();
    Some(format!("{}{hidden}{}", &line[..start], &value[length..]))
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
            ("password_file = \"secret/x.txt\"", None),
            ("The password is not known = 1", None),
            ("title = \"A\"", None),
        ] {
            assert_eq!(without_password(line).as_deref(), wanted, "{line}");
        }
    }
}
