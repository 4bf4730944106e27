//! The password of an attachment, from a file of the council's folder that Git leaves out. It is handed to the
//! reader of the attachment, and neither printed nor kept.

use super::decode::decode;
use super::folder::{Folder, LARGEST_TEXT, beside};
use super::missing_file::refused_at;
use crate::finding::{Finding, Rule, Span};

/// The file that says what Git leaves out.
const IGNORED: &str = ".gitignore";

/// Reads the password in the first line of a file, whose path is given from the council's folder.
///
/// # Errors
/// The finding where the file cannot be read, is empty, or would be kept by Git.
pub(super) fn read(folder: &Folder, name: &str, span: Span) -> Result<String, Box<Finding>> {
    let refused = |refusal| {
        let finding = refused_at(folder, "x", refusal, name, span);
        let hint = "write its path from the council's folder, as in password_file = \"passwords/letter.txt\"";
        Box::new(if finding.rule == Rule::FileMissing { finding.hint_only(hint) } else { finding })
    };
    let path = beside("x", name).map_err(refused)?;
    let bytes = folder.read(&path, LARGEST_TEXT).map_err(refused)?;
    let (text, _) = decode(&bytes);
    let password = text.lines().next().unwrap_or_default().trim_end_matches('\r').to_owned();
    if password.is_empty() {
        return Err(Box::new(
            Finding::error(Rule::AttachmentPassword, span, format!("`{name}` holds no password"))
                .hint("write the password into its first line, and nothing else"),
        ));
    }
    let ignored = folder.read(IGNORED, LARGEST_TEXT).map(|bytes| decode(&bytes).0).unwrap_or_default();
    if !is_ignored(&path, &ignored) {
        let message =
            format!("`{name}` holds a password, and would go wherever this folder is copied by Git");
        return Err(Box::new(
            Finding::error(Rule::AttachmentPassword, span, message)
                .label(format!("not named in {IGNORED}"))
                .hint(format!("add a line to the file {IGNORED} of the council's folder: {path}")),
        ));
    }
    Ok(password)
}

/// Whether the lines of a `.gitignore` name a file: its path, a folder above it, its name, or its ending.
fn is_ignored(path: &str, lines: &str) -> bool {
    let names = |line: &str| {
        let line = line.trim();
        let (rooted, pattern) = match line.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (line.trim_end_matches('/').contains('/'), line),
        };
        let pattern = pattern.trim_end_matches("/*").trim_end_matches("/**").trim_end_matches('/');
        if pattern.is_empty() || line.starts_with(['#', '!']) {
            return false;
        }
        let mut parents = path.match_indices('/').map(|(at, _)| &path[..at]).chain([path]);
        if rooted {
            return parents.any(|above| above == pattern);
        }
        let ending = pattern.strip_prefix('*').filter(|ending| !ending.contains('*'));
        path.split('/').any(|part| part == pattern || ending.is_some_and(|ending| part.ends_with(ending)))
    };
    // A later line may take a file back in; then it is not sure.
    !lines.lines().any(|line| line.trim().starts_with('!')) && lines.lines().any(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_left_out_by_path_folder_name_or_ending() {
        let path = "passwords/letter.txt";
        for line in ["passwords/letter.txt", "/passwords/", "passwords", "passwords/*", "letter.txt", "*.txt"]
        {
            assert!(is_ignored(path, &format!("out/\n{line}\r\n")), "{line}");
        }
        for line in ["", "# passwords", "word", "letter", "/letter.txt", "other/letter.txt", "*.pdf"] {
            assert!(!is_ignored(path, line), "{line}");
        }
        assert!(!is_ignored(path, "passwords/\n!passwords/letter.txt"));
    }
}
