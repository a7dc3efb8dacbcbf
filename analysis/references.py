"""Every publication that a rule rests on, once.

A rule names its source by key, so that page, paper and documentation print the same citation. `doi_checked` is True
where the DOI was seen in a copy of a publication and False where it was noted from memory: check those before printing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType


@dataclass(frozen=True)
class Reference:
    """A publication: its key, a short citation for a table, a full one for a list, and its DOI where one is known."""

    key: str
    short: str
    full: str
    doi: str | None = None
    doi_checked: bool = False

    @property
    def url(self) -> str | None:
        """The address under which the DOI is resolved; None without a DOI."""
        return f"https://doi.org/{self.doi}" if self.doi else None


def _seen(key: str, short: str, full: str, doi: str) -> Reference:
    return Reference(key, short, full, doi, doi_checked=True)


def _nice(appraisal: str, drug: str) -> Reference:
    full = f"National Institute for Health and Care Excellence. {appraisal}, preventing migraine, 1.2: {drug}"
    return Reference(f"nice_{appraisal.lower()}", f"NICE {appraisal}", full)


_CRITERIA = (
    Reference(
        "ichd3",
        "ICHD-3 2018",
        "Headache Classification Committee of the International Headache Society. ICHD-3. Cephalalgia 2018;38(1):1-211",
        "10.1177/0333102417738202",
    ),
    Reference(
        "tassorelli2018",
        "IHS 2018 (chronic migraine)",
        "Tassorelli et al. International Headache Society trial guidelines, preventive treatment of chronic migraine. "
        "Cephalalgia 2018",
        "10.1177/0333102418758283",
    ),
    Reference(
        "diener2020",
        "IHS 2020 (episodic migraine)",
        "Diener et al. International Headache Society trial guidelines, preventive treatment of episodic migraine. "
        "Cephalalgia 2020",
        "10.1177/0333102420941839",
    ),
    Reference(
        "vanderarend2023", "van der Arend 2023", "van der Arend et al. Definition of a migraine day. Cephalalgia 2023"
    ),
    Reference("vanderarend_thesis", "van der Arend thesis", "van der Arend. Thesis on the headache E-diary, Leiden"),
    _seen(
        "sacco2025",
        "IHS 2025 (treatment goals)",
        "Sacco et al. International Headache Society position statement, goals of preventive treatment. "
        "Cephalalgia 2025;45(2)",
        "10.1177/03331024251320608",
    ),
    Reference(
        "ehf2020_refractory",
        "EHF 2020 (resistant and refractory migraine)",
        "European Headache Federation. Resistant and refractory migraine. J Headache Pain 2020",
        "10.1186/s10194-020-01130-5",
    ),
    Reference(
        "evolve_subgroup2019",
        "EVOLVE subgroups 2019",
        "Galcanezumab in low- and high-frequency episodic migraine, 2019",
    ),
    Reference(
        "bmcneurol2022", "BMC Neurol 2022;22:394", "Eptinezumab by headache frequency, post hoc. BMC Neurol 2022;22:394"
    ),
)

_GUIDANCE = (
    _seen(
        "sacco2022",
        "EHF 2022 (CGRP antibodies)",
        "Sacco et al. European Headache Federation guideline, monoclonal antibodies targeting the CGRP pathway, "
        "Table 9. J Headache Pain 2022",
        "10.1186/s10194-022-01431-x",
    ),
    _seen(
        "bendtsen2018",
        "EHF 2018 (onabotulinumtoxinA)",
        "Bendtsen et al. European Headache Federation guideline, onabotulinumtoxinA in chronic migraine. "
        "J Headache Pain 2018",
        "10.1186/s10194-018-0921-8",
    ),
    _seen(
        "continuation2023",
        "J Headache Pain 2023, Table 3",
        "Comparison of national continuation criteria (American Headache Society; DGN and DMKG), Table 3. "
        "J Headache Pain 2023",
        "10.1186/s10194-023-01539-8",
    ),
    _seen(
        "danish2021",
        "Danish reference programme 2021",
        "Danish reference programme, headache disorders and facial pain, Table 9. J Headache Pain 2021",
        "10.1186/s10194-021-01228-4",
    ),
    Reference(
        "ihs2024", "IHS 2024 (practice)", "International Headache Society. Global practice recommendations, 2024"
    ),
    Reference(
        "ehf_primary_care",
        "EHF primary-care aid",
        "European Headache Federation. Aids to management in primary care, Table 9",
    ),
    Reference(
        "nice_ta260", "NICE TA260", "National Institute for Health and Care Excellence. Technology appraisal TA260, 1.2"
    ),
    _nice("TA682", "erenumab (read as reported by MIMS)"),
    _nice("TA764", "fremanezumab"),
    _nice("TA659", "galcanezumab"),
    _nice("TA871", "eptinezumab (final draft read)"),
    _nice("TA973", "atogepant"),
    _nice("TA906", "rimegepant"),
    Reference(
        "ahs2024",
        "AHS 2024",
        "Charles et al. American Headache Society position statement: CGRP-targeting therapies as a first-line option "
        "for the prevention of migraine. Headache 2024",
    ),
    Reference("helfo", "Helfo / Norsk nevrologisk forening", "Norwegian reimbursement rules, 2022-2023"),
    Reference("kela", "Kela 2024", "Finnish reimbursement of atogepant, 2024-08-01"),
)

_SWEDEN = (
    Reference("tlv", "TLV", "Tandvårds- och läkemedelsförmånsverket. Decisions 2010-2023"),
    Reference("nt_radet2019", "NT-rådet 2019", "NT-rådet. Statement on CGRP antibodies, 2019-11-25"),
    Reference("janusinfo", "Janusinfo", "Region Stockholm, Janusinfo. CGRP-hämmarbehandling; Kloka listan"),
    Reference("skanelistan", "Skånelistan", "Region Skåne. Skånelistan"),
    Reference("ostergotland", "Region Östergötland", "Region Östergötland. Knowledge support, headache"),
    Reference(
        "national_guideline2023",
        "Riktlinje för migrän 2023",
        "Nationellt kliniskt kunskapsstöd. Riktlinje för migrän, January 2023",
    ),
    Reference("neuroregistret", "Neuroregistret", "Neuroregistret. Svår neurovaskulär huvudvärk"),
    Reference("pdl", "Patientdatalagen", "Patientdatalagen (2008:355)"),
    Reference("hslf_fs_2016_40", "HSLF-FS 2016:40", "Socialstyrelsen. HSLF-FS 2016:40"),
    Reference("imy", "IMY", "Integritetsskyddsmyndigheten. Checklist, access control"),
    Reference("gdpr", "GDPR", "Regulation (EU) 2016/679"),
    Reference("mdr", "MDR", "Regulation (EU) 2017/745"),
    Reference("mdcg2019_11", "MDCG 2019-11", "Medical Device Coordination Group. MDCG 2019-11 rev.1, June 2025"),
    Reference("hslf_fs_2022_42", "HSLF-FS 2022:42", "National medical information systems. HSLF-FS 2022:42"),
)

_MISSING_DAYS = (
    Reference(
        "heyer2015", "Heyer & Rose 2015", "Heyer & Rose. Missing days in an adolescent e-diary. Clin J Pain 2015"
    ),
    Reference("n1_headache", "N1-Headache", "Seng et al. Completion of a 90-day electronic diary. Headache"),
    Reference(
        "khurana2024", "Khurana & Emerson 2024", "Khurana & Emerson. Daily-diary compliance in 17 trials. AAN 2024"
    ),
    _seen(
        "krogh2016",
        "Krogh 2016",
        "Krogh. Internet and paper diaries in adolescents. Cephalalgia 2016",
        "10.1177/0333102415591506",
    ),
    Reference("stone2002", "Stone 2002", "Stone. Compliance with paper diaries. BMJ 2002", "10.1136/bmj.324.7347.1193"),
    _seen(
        "recall2020",
        "Cephalalgia 2020 (recall)",
        "Monthly recall against diary, 20 weeks, n = 182. Cephalalgia 2020",
        "10.1177/0333102420949180",
    ),
    _seen(
        "mckenzie2009",
        "McKenzie & Cutrer 2009",
        "McKenzie & Cutrer. Recall against diary, n = 209. Headache 2009",
        "10.1111/j.1526-4610.2009.01411.x",
    ),
    Reference("ampp_rounding", "AMPP (rounding)", "Rounding of recalled headache days, AMPP, n = 15,976. PMC4546843"),
    Reference("houle2017", "Houle 2017", "Houle 2017. Forecasting headache, day-level diary. PMC5950708"),
    Reference("griffiths2022", "Griffiths 2022", "Griffiths 2022. Days needed for a weekly figure. PMID 35930136"),
    Reference("interictal_promise2", "PROMISE-2 (interictal)", "Longest interictal period in PROMISE-2. PMID 39666143"),
)

_COURSE = (
    _seen(
        "markov2020",
        "Sci Rep 2020 (Markov)",
        "Two-state Markov chain for daily migraine. Sci Rep 2020",
        "10.1038/s41598-020-60505-5",
    ),
    _seen(
        "dumkrieger2024",
        "Dumkrieger 2024",
        "Dumkrieger 2024. Hidden Markov model of monthly headache days. Headache 2024",
        "10.1111/head.14782",
    ),
    _seen(
        "ditanna2019",
        "Di Tanna 2019",
        "Di Tanna 2019. Distributions of monthly migraine days. BMC Med Res Methodol 2019",
        "10.1186/s12874-019-0664-5",
    ),
    _seen(
        "kerman2011",
        "Kerman 2011",
        "Kerman. Neutral noninformative and informative conjugate beta and gamma prior distributions. "
        "Electron J Stat 2011;5:1450-1470",
        "10.1214/11-EJS648",
    ),
    _seen(
        "interattack2008",
        "Cephalalgia 2008 (intervals)",
        "Gamma model of the interval between attacks. Cephalalgia 2008",
        "10.1111/j.1468-2982.2008.01621.x",
    ),
    Reference(
        "bernal2017",
        "Bernal 2017",
        "Bernal. Interrupted time series: a tutorial. Int J Epidemiol 2017",
        "10.1093/ije/dyw098",
    ),
    Reference(
        "politis1994",
        "Politis & Romano 1994",
        "Politis & Romano. The stationary bootstrap. J Am Stat Assoc 1994",
        "10.1080/01621459.1994.10476870",
    ),
    Reference("cent2015", "CENT 2015", "Reporting of N-of-1 trials, CENT 2015. BMJ 2015", "10.1136/bmj.h1738"),
    _seen(
        "serrano2017",
        "Serrano 2017",
        "Serrano 2017. Fluctuation of chronic and episodic migraine. J Headache Pain 2017",
        "10.1186/s10194-017-0787-1",
    ),
    _seen(
        "vanderkuy2002",
        "van der Kuy 2002",
        "van der Kuy 2002. Placebo response in 22 oral trials. Cephalalgia 2002",
        "10.1046/j.1468-2982.2002.00363.x",
    ),
    _seen(
        "crossover2019",
        "J Headache Pain 2019 (crossover)",
        "Placebo response in four crossover trials, Table 3. J Headache Pain 2019",
        "10.1186/s10194-019-1067-z",
    ),
    _seen(
        "placebo2023",
        "J Headache Pain 2023 (placebo)",
        "Placebo arms 1990-2021, 73 studies. J Headache Pain 2023",
        "10.1186/s10194-023-01587-0",
    ),
    _seen(
        "msense",
        "M-sense users",
        "Course in daily e-diary users without a specified treatment, n = 1545",
        "10.2196/26401",
    ),
    _seen(
        "plosone2016",
        "PLOS ONE 2016",
        "Day-level diary of 62 people, 4579 days. PLOS ONE 2016",
        "10.1371/journal.pone.0149577",
    ),
)

_OUTCOMES = (
    _seen(
        "burden2020",
        "J Headache Pain 2020 (pain burden)",
        "Galcanezumab and total pain burden. J Headache Pain 2020",
        "10.1186/s10194-020-01190-7",
    ),
    _seen(
        "halo_hours",
        "Headache (HALO post hoc)",
        "Fremanezumab: headache hours and severity of remaining headache days, HALO post hoc. Headache",
        "10.1111/head.14127",
    ),
    _seen(
        "halo_responders2020",
        "HALO responders 2020",
        "Fremanezumab responders, HALO post hoc. J Headache Pain 2020",
        "10.1186/s10194-020-01212-4",
    ),
    _seen(
        "evolve_sustained2018",
        "EVOLVE sustained response 2018",
        "Galcanezumab: maintenance of response, EVOLVE. J Headache Pain 2018",
        "10.1186/s10194-018-0951-2",
    ),
    _seen(
        "houts2020",
        "Houts 2020",
        "Houts 2020. Responder definition for HIT-6 in chronic migraine. Headache 2020",
        "10.1111/head.13946",
    ),
    _seen(
        "smelt2014",
        "Smelt 2014",
        "Smelt 2014. Minimal important change of HIT-6 in primary care. Cephalalgia 2014",
        "10.1177/0333102413497599",
    ),
    _seen(
        "wearing_off2023",
        "Cephalalgia 2023 (wearing-off)",
        "Wearing-off of galcanezumab, meta-analysis of four trials, n = 2409. Cephalalgia 2023",
        "10.1177/03331024231161261",
    ),
)

_TRIALS = (
    _seen("strive", "STRIVE", "Erenumab in episodic migraine, STRIVE. N Engl J Med 2017", "10.1056/NEJMoa1705848"),
    Reference("arise", "ARISE", "Erenumab in episodic migraine, ARISE"),
    _seen(
        "erenumab_cm",
        "Erenumab study 295",
        "Erenumab in chronic migraine, study 295. Lancet Neurol 2017",
        "10.1016/S1474-4422(17)30083-2",
    ),
    Reference("liberty", "LIBERTY", "Erenumab after two to four failed preventives, LIBERTY"),
    Reference("her_mes", "HER-MES", "Erenumab against topiramate, HER-MES"),
    _seen(
        "halo_cm", "HALO CM", "Fremanezumab in chronic migraine, HALO CM. N Engl J Med 2017", "10.1056/NEJMoa1709038"
    ),
    _seen("halo_em", "HALO EM", "Fremanezumab in episodic migraine, HALO EM. JAMA 2018", "10.1001/jama.2018.4853"),
    Reference("focus", "FOCUS", "Fremanezumab after two to four failed classes, FOCUS"),
    Reference("evolve1", "EVOLVE-1", "Galcanezumab in episodic migraine, EVOLVE-1"),
    Reference("evolve2", "EVOLVE-2", "Galcanezumab in episodic migraine, EVOLVE-2"),
    _seen(
        "regain", "REGAIN", "Galcanezumab in chronic migraine, REGAIN. Neurology 2018", "10.1212/WNL.0000000000006640"
    ),
    Reference("conquer", "CONQUER", "Galcanezumab after failed preventives, CONQUER; registry NCT03559257"),
    _seen(
        "promise1",
        "PROMISE-1",
        "Eptinezumab in episodic migraine, PROMISE-1. Cephalalgia 2020",
        "10.1177/0333102420905132",
    ),
    Reference("promise2", "PROMISE-2", "Eptinezumab in chronic migraine, PROMISE-2"),
    Reference("deliver", "DELIVER", "Eptinezumab after two to four failed preventives, DELIVER; registry NCT04418765"),
    Reference("advance", "ADVANCE", "Atogepant in episodic migraine, ADVANCE; registry NCT03777059"),
    Reference("progress", "PROGRESS", "Atogepant in chronic migraine, PROGRESS; registry NCT03855137"),
    Reference("preempt", "PREEMPT", "OnabotulinumtoxinA in chronic migraine, PREEMPT pooled"),
    Reference("nct02621931", "NCT02621931", "Registry record of HALO CM, NCT02621931"),
    Reference("nct02945046", "NCT02945046", "Registry record citing the cluster headache criteria, NCT02945046"),
)

_PRACTICE = (
    Reference(
        "jnnp2024",
        "JNNP 2024",
        "European cohort of CGRP antibodies, 5,818 patients, 6 months. J Neurol Neurosurg Psychiatry 2024;95:927",
    ),
    Reference(
        "diagnostics2024",
        "Diagnostics 2024",
        "Danish Headache Center. Digital headache calendar against a physician, n = 30. Diagnostics 2024;14:21",
    ),
    _seen(
        "barbanti2025",
        "I-GRAINE 2025",
        "Barbanti. Twelve months of CGRP antibodies, I-GRAINE, n = 572. J Neurol 2025",
        "10.1007/s00415-025-13419-z",
    ),
    _seen(
        "raffaelli2021",
        "Raffaelli 2021",
        "Raffaelli 2021. Stopping CGRP antibodies, n = 62. Cephalalgia 2021",
        "10.1177/03331024211046617",
    ),
    _seen(
        "raffaelli2022",
        "Raffaelli 2022",
        "Raffaelli 2022. Restarting CGRP antibodies after three months, n = 39. J Headache Pain 2022",
        "10.1186/s10194-022-01417-9",
    ),
    _seen(
        "charite2023",
        "Charité 2023",
        "Super-responders and non-responders to CGRP antibodies, Charité, n = 260. J Headache Pain 2023",
        "10.1186/s10194-023-01552-x",
    ),
    _seen(
        "dmkg2022",
        "DMKG registry 2022",
        "DMKG headache registry, first 1,351 patients. J Headache Pain 2022",
        "10.1186/s10194-022-01447-3",
    ),
    _seen(
        "garlit2021",
        "GARLIT 2021",
        "Galcanezumab in practice, GARLIT, n = 163. J Headache Pain 2021",
        "10.1186/s10194-021-01247-1",
    ),
    Reference("essen_pause", "Essen (pause)", "Mandatory pause of CGRP antibodies, Essen, n = 46"),
    Reference(
        "sweden_persistence",
        "Sweden (industry)",
        "Share still on a CGRP inhibitor after 6 months in Sweden, about 86 %: industry page, of low quality",
    ),
)

_QUESTIONNAIRES = (
    _seen(
        "yang2011",
        "Yang 2011",
        "Yang et al. Validation of the Headache Impact Test (HIT-6) across episodic and chronic migraine. "
        "Cephalalgia 2011;31(3):357-367",
        "10.1177/0333102410379890",
    ),
    Reference(
        "stewart2001",
        "Stewart 2001",
        "Stewart et al. Development and testing of the Migraine Disability Assessment (MIDAS) Questionnaire. "
        "Neurology 2001;56(6 Suppl 1):S20-S28",
        "10.1212/WNL.56.suppl_1.S20",
    ),
    _seen(
        "blumenfeld2011",
        "Blumenfeld 2011",
        "Blumenfeld et al. Disability, quality of life and resource use in chronic and episodic migraine, IBMS. "
        "Cephalalgia 2011;31(3):301-315",
        "10.1177/0333102410381145",
    ),
    _seen(
        "cole2009",
        "Cole 2009",
        "Cole et al. Minimal important differences in the Migraine-Specific Quality of Life Questionnaire (MSQ) 2.1. "
        "Cephalalgia 2009;29(11):1180-1187",
        "10.1111/j.1468-2982.2009.01852.x",
    ),
    Reference(
        "lipton2015",
        "Lipton 2015",
        "Lipton et al. Ineffective acute treatment of episodic migraine and new-onset chronic migraine (mTOQ-4). "
        "Neurology 2015;84(7):688-695",
        "10.1212/WNL.0000000000001256",
    ),
)


def _by_key(*groups: Iterable[Reference]) -> Mapping[str, Reference]:
    """The references by key; ValueError where a key is used twice."""
    by_key: dict[str, Reference] = {}
    for reference in chain.from_iterable(groups):
        if reference.key in by_key:
            raise ValueError(f"the reference key {reference.key} is used twice")
        by_key[reference.key] = reference
    return MappingProxyType(by_key)


REFERENCES = _by_key(
    _CRITERIA, _GUIDANCE, _SWEDEN, _MISSING_DAYS, _COURSE, _OUTCOMES, _TRIALS, _PRACTICE, _QUESTIONNAIRES
)
"""Every publication by its key, grouped by what it is used for."""
