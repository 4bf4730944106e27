//! Gives the program a mark of its own sources, by which a pack that an older program built is told
//! from one of its own, and the system it is compiled for. It writes no file.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// What decides what the program makes of a pack.
const SOURCES: [&str; 4] = ["Cargo.lock", "src", "templates", "fonts"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut sum = Sha256::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        add(&root.join(source), &mut sum)?;
    }
    let digits: String = sum.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=BOARDPACK_SOURCES={digits}");
    println!("cargo:rustc-env=BOARDPACK_TARGET={}", env::var("TARGET").unwrap_or_default());
    Ok(())
}

/// Adds a file, or every file of a folder by name; with lengths, so that no two lists of files run together
/// to the same bytes.
fn add(path: &Path, sum: &mut Sha256) -> io::Result<()> {
    if !path.is_dir() {
        for part in [path.file_name().unwrap_or_default().as_encoded_bytes(), &fs::read(path)?] {
            sum.update((part.len() as u64).to_le_bytes());
            sum.update(part);
        }
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| add(path, sum))
}
