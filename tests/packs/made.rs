//! Packs that are made up: of one item and of sixty, of papers of one page and of eighty, of papers
//! that are all still to come.

use std::fmt::Write as _;
use std::path::PathBuf;

use boardpack::cli::Exit;

use crate::packs::rules::{assert_sound, items};
use crate::support::{Council, Pdf};

/// A council with a pack of reports, each of as many paragraphs as is said.
fn council(paragraphs: &[usize]) -> Council {
    let mut council = Council::new();
    let mut pack = head();
    for (n, count) in paragraphs.iter().enumerate() {
        council = council.put(&format!("reports/r{n}/report.toml"), report(n, *count));
        let _ =
            write!(pack, "[[item]]\ntitle = \"Report number {n}\"\npapers = [ {{ report = \"r{n}\" }} ]\n\n");
    }
    council.put("packs/made/pack.toml", pack)
}

fn head() -> String {
    "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n".to_owned()
}

/// A report whose every paragraph has a word of its own. The first refers to the last, and the last
/// to the first.
fn report(n: usize, paragraphs: usize) -> String {
    let mut out = format!(
        "title = \"Report {n}\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Matters\"\ntext = '''\n"
    );
    for p in 0..paragraphs {
        let name = match p {
            0 => "{{ name(\"start\") }}",
            p if p + 1 == paragraphs => "{{ name(\"close\") }}",
            _ => "",
        };
        let refer = match p {
            0 if paragraphs > 1 => "It leads to {{ ref(\"close\") }}.",
            p if p + 1 == paragraphs => "It leads to {{ ref(\"start\") }}.",
            _ => "",
        };
        let _ = writeln!(
            out,
            "{name}This matter is called {}. The Board heard how the work had gone since its last meeting, what had been spent on it, and what was to be done before the next one; members asked about the roads, the schools and the rivers of the county. {refer}\n",
            word(n, p)
        );
    }
    out.push_str("'''\n");
    out
}

/// A word that no other paragraph has.
fn word(report: usize, paragraph: usize) -> String {
    let letters = |mut n: usize| {
        let mut out = String::new();
        for _ in 0..4 {
            out.push(char::from(b'a' + u8::try_from(n % 20).expect("small")));
            n /= 20;
        }
        out
    };
    format!("Q{}x{}", letters(report), letters(paragraph))
}

/// Builds the pack, which must succeed, and gives its folder.
fn built(council: &Council) -> PathBuf {
    let ran = council.run(&["build", "packs/made"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    council.path().join("out/packs/made")
}

/// Every word of every paragraph is in the pack once, and links within papers land on theirs.
fn assert_whole(folder: &std::path::Path, paragraphs: &[usize]) {
    let pdf = Pdf::open(&folder.join("pack.pdf"));
    let text = pdf.reading();
    for (n, count) in paragraphs.iter().enumerate() {
        for p in 0..*count {
            assert_eq!(text.matches(&word(n, p)).count(), 1, "paragraph {p} of report {n}");
        }
    }
    let pages = pdf.page_texts();
    for (item, (n, count)) in items(folder).iter().zip(paragraphs.iter().enumerate()) {
        let own = |page: &usize| (item.pages.0..=item.pages.1).contains(page);
        let links = pdf.links();
        let refs: Vec<_> = links.iter().filter(|l| own(&l.page) && l.text.starts_with("paragraph")).collect();
        assert_eq!(refs.len(), if *count > 1 { 2 } else { 1 }, "report {n}");
        for link in refs {
            let to = if link.text == "paragraph 1" { 0 } else { count - 1 };
            assert!(pages[link.target - 1].contains(&word(n, to)), "report {n}: {link:?}");
        }
    }
}

#[test]
fn a_pack_of_one_item() {
    let council = council(&[3]);
    let folder = built(&council);
    assert_sound(&folder, true);
    assert_whole(&folder, &[3]);
}

#[test]
fn papers_of_one_page_and_of_eighty() {
    let paragraphs = [1, 840, 30];
    let council = council(&paragraphs);
    let folder = built(&council);
    assert_sound(&folder, false);
    assert_whole(&folder, &paragraphs);
    let items = items(&folder);
    let length = |n: usize| items[n].pages.1 - items[n].pages.0 + 1;
    assert_eq!(length(0), 2);
    assert!(length(1) >= 80, "{} pages", length(1));
}

#[test]
fn a_pack_of_sixty_items() {
    let paragraphs: Vec<usize> = (0..60).map(|n| 1 + n * 7 % 23).collect();
    let council = council(&paragraphs);
    let folder = built(&council);
    assert_sound(&folder, false);
    assert_whole(&folder, &paragraphs);
    // An agenda of four pages: the first guess of its length was right or corrected.
    assert_eq!(items(&folder)[0].pages.0, 5);
}

#[test]
fn a_pack_whose_papers_are_all_to_follow() {
    let mut pack = head();
    for n in 0..12 {
        let _ = write!(pack, "[[item]]\ntitle = \"Item number {n}\"\nstate = \"to_follow\"\n\n");
    }
    let council = Council::new().put("packs/made/pack.toml", pack);
    let folder = built(&council);
    assert_sound(&folder, true);
    assert!(items(&folder).is_empty());
    let text = Pdf::open(&folder.join("pack.pdf")).reading();
    assert_eq!(text.matches("To follow").count(), 12);
}

#[test]
fn items_of_several_papers() {
    let pack = head()
        + "[[item]]\ntitle = \"Two papers\"\npapers = [ { report = \"r0\" }, { report = \"r1\" } ]\n\n[[item]]\ntitle = \"One paper\"\npapers = [ { report = \"r2\" } ]\n";
    let council = council(&[12, 3, 30]).put("packs/made/pack.toml", pack);
    let folder = built(&council);
    assert_sound(&folder, true);
    let outline = Pdf::open(&folder.join("pack.pdf")).outline();
    insta::assert_snapshot!("several_papers", outline);
}

#[test]
fn places_of_one_name_in_two_papers_are_kept_apart() {
    let council = council(&[12, 3]);
    let folder = built(&council);
    let whole = Pdf::open(&folder.join("pack.pdf")).destinations();
    let items = items(&folder);
    for (item, paper) in items.iter().zip(["r0", "r1"]) {
        for place in ["paragraph-start", "paragraph-close", "paragraph-3"] {
            let page = whole[&format!("{paper}.{place}")];
            assert!((item.pages.0..=item.pages.1).contains(&page), "{paper}.{place} leads to page {page}");
        }
    }
    assert_eq!(whole["item-report-number-1"], items[1].pages.0);
    // A paper by itself has its places without its name.
    assert_eq!(council.run(&["build", "reports/r1"]).exit, Exit::Done);
    let alone = Pdf::open(&council.path().join("out/reports/r1/report.pdf")).destinations();
    let names: Vec<&str> = alone.keys().map(String::as_str).collect();
    assert_eq!(names, ["paragraph-1", "paragraph-2", "paragraph-3", "paragraph-close", "paragraph-start"]);
}

#[test]
fn papers_of_items_below_items() {
    let mut pack = head();
    for n in 0..3 {
        let _ = write!(
            pack,
            "[[item]]\ntitle = \"Item {n}\"\npapers = [ {{ report = \"r{}\" }} ]\n\n[[item.item]]\ntitle = \"Below {n}\"\n\n[[item.item.item]]\ntitle = \"Far below {n}\"\npapers = [ {{ report = \"r{}\" }} ]\n\n[[item.item]]\ntitle = \"Next below {n}\"\npapers = [ {{ report = \"r{}\" }} ]\n\n",
            3 * n,
            3 * n + 1,
            3 * n + 2
        );
    }
    let paragraphs = [3, 14, 1, 9, 2, 30, 11, 5, 20];
    let council = council(&paragraphs).put("packs/made/pack.toml", pack);
    let folder = built(&council);
    assert_sound(&folder, true);
    let numbers: Vec<String> = items(&folder).into_iter().map(|item| item.number).collect();
    assert_eq!(numbers, ["1", "1(a)(i)", "1(b)", "2", "2(a)(i)", "2(b)", "3", "3(a)(i)", "3(b)"]);
    assert_whole(&folder, &paragraphs);
}

#[test]
fn the_same_pack_has_the_same_bytes_on_any_number_of_threads() {
    let council = council(&[4, 40, 9, 2, 17]);
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let folder = pool.install(|| built(&council));
        let read = |name: &str| std::fs::read(folder.join(name)).expect("a file");
        let all = ["pack.pdf", "agenda.pdf", "item-02.pdf", "manifest.json"].map(read);
        std::fs::remove_dir_all(folder).expect("removed");
        all
    };
    assert!(bytes(1) == bytes(3));
}

/// A full disk, as Linux plays it.
#[cfg(target_os = "linux")]
#[test]
fn a_pack_for_which_there_is_no_room_leaves_all_of_the_earlier_one() {
    let council = council(&[3, 4]);
    let folder = built(&council);
    let files = || -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
        let entries = std::fs::read_dir(&folder).expect("a folder").flatten();
        entries.map(|entry| (entry.path(), std::fs::read(entry.path()).expect("a file"))).collect()
    };
    let before = files();
    let council =
        council.put("reports/r0/report.toml", report(0, 9)).put("reports/r1/report.toml", report(1, 8));
    std::os::unix::fs::symlink("/dev/full", folder.join(format!(".item-02.pdf.{}.part", std::process::id())))
        .expect("a link");
    let ran = council.run(&["build", "packs"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Io, ""), "{}", ran.err);
    assert!(
        ran.err.contains("item-02.pdf") && ran.err.contains("hint: make room on the disk"),
        "{}",
        ran.err
    );
    assert!(files() == before, "{:?}", files().keys());
    assert_eq!(council.run(&["build", "packs"]).exit, Exit::Done);
    assert!(files().keys().eq(before.keys()) && files() != before, "{:?}", files().keys());
}

#[test]
fn two_builds_at_once_leave_one_whole_pack_and_nothing_else() {
    let council = council(&[3, 4, 5]);
    let built = || council.run(&["build", "packs"]);
    let ran = std::thread::scope(|scope| {
        let both = [scope.spawn(built), scope.spawn(built)];
        both.map(|one| one.join().expect("no panic"))
    });
    assert!(ran.iter().all(|ran| ran.exit == Exit::Done), "{}{}", ran[0].err, ran[1].err);
    // Whoever came second has waited, and found nothing to do.
    assert!(ran.iter().any(|ran| ran.err.contains("is as it was")), "{}{}", ran[0].err, ran[1].err);
    assert_whole(&council.path().join("out/packs/made"), &[3, 4, 5]);
    let names = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(council.path().join(folder)).expect("a folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    // On Windows the file stays by which the folder is held.
    let own = [".boardpack.lock", ".boardpack.files.json"];
    let hidden = |name: &&String| name.starts_with('.') && !own.contains(&name.as_str());
    assert_eq!(names("out").iter().chain(&names("out/packs/made")).find(hidden), None);
}

#[test]
fn what_a_build_that_was_broken_off_left_waiting_goes() {
    let council = council(&[3]);
    let folder = built(&council);
    std::fs::write(folder.join(".item-09.pdf.1.part"), "half").expect("written");
    let council = council.put("reports/r0/report.toml", report(0, 9));
    assert_eq!(council.run(&["build", "packs"]).exit, Exit::Done);
    assert!(!folder.join(".item-09.pdf.1.part").exists());
}
