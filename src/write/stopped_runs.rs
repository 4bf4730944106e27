//! Runs that are stopped at every operation, and the runs that settle what they left, stopped too: all files are
//! old or all are new. It writes to disks in memory alone.
//!
//! The order of operations on a real disk is that of the fake one. `strace -f -e trace=openat,fsync,rename,unlink`
//! of a build that replaces a paper showed: the `.part` of the paper, then that of the list, written and fsynced; all
//! folders from theirs up to the out folder fsynced; the journal written, fsynced and renamed, and the out folder
//! fsynced; of each file the old one renamed to `.old` and the new one to its place; the folders fsynced; the `.old`
//! files unlinked, then the journal, and the out folder fsynced.

use std::collections::BTreeMap;
use std::path::Path;

use super::changes::Changes;
use super::disk::Disk;
use super::fake_disk::{Contents, FakeDisk, Trouble};
use super::leftovers::sweep_on;
use super::output::OutputPath;
use super::settle::{Recovery, recover_on};
use super::staged_file::StagedFile;
use crate::failure::{DiskFailure, Remedy};

const ROOT: &str = "out";

type Files = BTreeMap<String, String>;

struct Bench {
    disk: &'static FakeDisk,
    handle: &'static dyn Disk,
    before: Contents,
    old: Files,
    new: Files,
}

fn run(handle: &'static dyn Disk, version: &str, names: &[&str], gone: &[&str]) -> Result<(), DiskFailure> {
    let mut changes = Changes::on(handle, Path::new(ROOT));
    for name in names {
        let path = OutputPath::below(Path::new(ROOT), name)?;
        let text = format!("{version} of {name}");
        if name.starts_with("packs") {
            changes.add(StagedFile::write_on(handle, &path, false, |out| out.write_all(text.as_bytes()))?.0);
        } else {
            changes.write(&[(path, text.as_bytes())])?;
        }
    }
    for name in gone {
        changes.remove(&OutputPath::below(Path::new(ROOT), name)?);
    }
    changes.commit()
}

const OLD: [&str; 5] = [
    "reports/a/report.pdf",
    "reports/a/trend.csv",
    "packs/p/pack.pdf",
    "packs/p/item-02.pdf",
    "packs/p/manifest.json",
];
const NEW: [&str; 6] = [
    "reports/a/report.pdf",
    "reports/a/trend.csv",
    "reports/b/report.pdf",
    "packs/p/pack.pdf",
    "packs/q/pack.pdf",
    "packs/p/manifest.json",
];
const GONE: [&str; 1] = ["packs/p/item-02.pdf"];

impl Bench {
    fn new() -> Self {
        let disk = FakeDisk::leaked();
        let handle: &'static dyn Disk = Box::leak(Box::new(disk));
        run(handle, "old", &OLD, &[]).expect("written");
        disk.put("out/packs/p/mine.txt", b"a file of mine");
        let before = disk.open().clone();
        let old = disk.everything();
        let bench = Self { disk, handle, before, old, new: Files::new() };
        bench.build().expect("written");
        let new = disk.everything();
        assert_eq!((new.len(), bench.old.len()), (8, 7), "{new:?}");
        Self { new, ..bench }
    }

    fn build(&self) -> Result<(), DiskFailure> {
        run(self.handle, "new", &NEW, &GONE)
    }

    /// Settles as the next command does.
    fn settle(&self) -> Result<Option<Recovery>, DiskFailure> {
        let done = recover_on(self.handle, Path::new(ROOT))?;
        sweep_on(self.handle, Path::new(ROOT));
        Ok(done)
    }

    /// The operations of the whole build.
    fn operations(&self) -> usize {
        self.disk.restore(&self.before, Trouble::Nothing);
        self.build().expect("written");
        self.disk.open().count
    }

    fn assert_whole(&self, what: &str) {
        let all = self.disk.everything();
        assert!(all == self.old || all == self.new, "{what}: {all:#?}\n{:#?}", self.disk.open().log);
    }
}

/// Whether a loss of power leaves what was written last in a folder.
type Keeps = fn(&Path) -> bool;

#[test]
fn a_run_that_is_stopped_anywhere_leaves_all_old_or_all_new() {
    let bench = Bench::new();
    let losses: [Option<Keeps>; 5] = [
        None,
        Some(|_| true),
        Some(|_| false),
        Some(|folder| folder == Path::new(ROOT)),
        Some(|folder| folder != Path::new(ROOT)),
    ];
    let all = bench.operations();
    assert!(all > 40, "{all}");
    let mut recoveries = [0, 0, 0];
    for (kind, loss) in losses.iter().enumerate() {
        for at in 0..=all {
            bench.disk.restore(&bench.before, Trouble::Killed(at));
            let _ = bench.build();
            if let Some(keeps) = loss {
                bench.disk.lose_power(keeps);
            }
            let left = bench.disk.open().clone();
            // The command that comes next is stopped as well, at each of its operations in turn.
            for second in 0.. {
                bench.disk.restore(&left, Trouble::Killed(second));
                let done = bench.settle();
                let went_through = bench.disk.open().count <= second;
                if went_through {
                    recoveries[done.expect("settled").map_or(0, |how| how as usize + 1)] += 1;
                    bench.assert_whole(&format!("stopped at {at}, loss {kind}"));
                    break;
                }
                if let Some(keeps) = loss {
                    bench.disk.lose_power(keeps);
                }
                let again = bench.disk.open().clone();
                bench.disk.restore(&again, Trouble::Nothing);
                bench.settle().expect("settled");
                bench.assert_whole(&format!("stopped at {at} and {second}, loss {kind}"));
            }
            bench.disk.open().trouble = Trouble::Nothing;
            bench.build().expect("written");
            assert!(bench.disk.everything() == bench.new, "stopped at {at}, loss {kind}");
        }
    }
    assert!(recoveries.iter().take(2).all(|count| *count > 0), "{recoveries:?}");
}

#[test]
fn one_failure_and_a_full_disk_leave_all_old_or_all_new_at_once() {
    let bench = Bench::new();
    for at in 0..bench.operations() {
        for trouble in [Trouble::Once(at), Trouble::Full(at)] {
            bench.disk.restore(&bench.before, trouble);
            let done = bench.build();
            bench.disk.open().trouble = Trouble::Nothing;
            let journal = bench.disk.everything().contains_key("out/.boardpack.journal");
            if done.is_err() && !journal {
                sweep_on(bench.handle, Path::new(ROOT));
                assert!(bench.disk.everything() == bench.old, "{trouble:?}: {:#?}", bench.disk.everything());
            }
            if let (Err(refused), Trouble::Full(_)) = (&done, trouble) {
                assert_eq!(refused.remedy, Remedy::MakeRoom, "{refused:?}");
                assert!(!journal, "{trouble:?}");
            }
            bench.settle().expect("settled");
            bench.assert_whole(&format!("{trouble:?}"));
        }
    }
}

#[test]
fn a_file_that_a_reader_holds_open_keeps_all_as_they_were() {
    let bench = Bench::new();
    for name in OLD {
        let path = Path::new(ROOT).join(name);
        bench.disk.restore(&bench.before, Trouble::Nothing);
        bench.disk.open().held.insert(path.clone());
        let refused = bench.build().expect_err("held open");
        assert_eq!((&refused.path, refused.remedy), (&path, Remedy::CloseReader));
        assert!(bench.disk.everything() == bench.old, "{name}: {:#?}", bench.disk.everything());
        bench.disk.open().held.clear();
        bench.build().expect("written");
        assert!(bench.disk.everything() == bench.new);
        // The reader opens it while a run is stopped: the next one is refused until it is closed.
        for at in 0..bench.operations() {
            bench.disk.restore(&bench.before, Trouble::Killed(at));
            let _ = bench.build();
            let left = bench.disk.open().clone();
            bench.disk.restore(&left, Trouble::Nothing);
            bench.disk.open().held.insert(path.clone());
            if bench.settle().is_ok() {
                bench.assert_whole(name);
            }
            bench.disk.open().held.clear();
            bench.settle().expect("settled");
            bench.assert_whole(name);
        }
    }
}

#[test]
fn what_is_no_journal_or_leads_out_is_refused_and_nothing_is_touched() {
    use super::journal::{JournalStep, journal_bytes};
    let bench = Bench::new();
    let step = |file: &str| JournalStep { file: file.into(), number: 1, old: None, new: Some("0".into()) };
    let foreign = [
        b"a file of mine".to_vec(),
        Vec::new(),
        journal_bytes(&[step("../mine.txt")]),
        journal_bytes(&[step("/etc/x")]),
        journal_bytes(&[step("reports/a/../../../x")]),
    ];
    for bytes in foreign {
        bench.disk.restore(&bench.before, Trouble::Nothing);
        bench.disk.put("out/.boardpack.journal", &bytes);
        let there = bench.disk.everything();
        assert!(recover_on(bench.handle, Path::new(ROOT)).is_err());
        assert!(bench.disk.everything() == there);
    }
}

#[test]
fn five_hundred_files_take_their_places() {
    let disk = FakeDisk::leaked();
    let handle: &'static dyn Disk = Box::leak(Box::new(disk));
    let names: Vec<String> = (0..500).map(|n| format!("reports/r{n}/report.pdf")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    run(handle, "old", &names, &[]).expect("written");
    run(handle, "new", &names, &[]).expect("written");
    let all = disk.everything();
    assert_eq!(all.len(), 501);
    assert!(all.iter().all(|(name, text)| name.ends_with("files.json") || text.starts_with("new of")));
    // What is there as it would be written is left alone.
    let before = disk.open().count;
    run(handle, "new", &names, &[]).expect("written");
    assert_eq!(disk.open().count, before);
}
