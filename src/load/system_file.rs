//! Files that a system or a program makes by itself, beside those that people made. It opens none of them.

/// The names of files and folders that Windows, macOS and stores of files make, in small letters.
const NAMES: [&str; 8] = [
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "$recycle.bin",
    "@eadir",
    "system volume information",
];

/// Whether nobody made a file or folder of this name: it is hidden, a lock, or one of a system's own.
pub(super) fn is_of_system(name: &str) -> bool {
    name.starts_with(['.', '~']) || NAMES.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_systems_are_known_by_their_names() {
        for name in ["desktop.ini", "Thumbs.db", ".DS_Store", "~$report.docx", "Desktop.INI", "__MACOSX"] {
            assert!(is_of_system(name), "{name}");
        }
        for name in ["report.toml", "desktop", "notes.ini", "2025", "macosx"] {
            assert!(!is_of_system(name), "{name}");
        }
    }
}
