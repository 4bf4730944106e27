//! Gives the program a mark of its own sources, by which a pack that an older program built is told
//! from one of its own. It writes no file.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What decides what the program makes of a pack.
const SOURCES: [&str; 4] = ["Cargo.lock", "src", "templates", "fonts"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        add(&root.join(source), &mut hasher)?;
    }
    println!("cargo:rustc-env=BOARDPACK_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Adds a file, or every file of a folder by name.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        hasher.write(path.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.write(&fs::read(path)?);
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| add(path, hasher))
}
