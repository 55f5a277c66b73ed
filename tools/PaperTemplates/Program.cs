using Zhijian.PaperTemplates;

// Writes the built-in templates. They are a beginning: officials edit the .docx files in Word or WPS, and an edited file replaces the built-in one.
// dotnet run --project tools/PaperTemplates
var folder = args.FirstOrDefault() ?? "src/Zhijian/Platform/Documents/Templates";
ReferenceRevision.Paper().Save(Path.Combine(folder, "reference-revision.docx"));
AuditAnchors.Paper().Save(Path.Combine(folder, "audit-anchors.docx"));
EmployerFile.Paper().Save(Path.Combine(folder, "employer-file.docx"));
if (args.Length > 0) return;
const string declarations = "src/Zhijian/Modules/Declarations/Templates";
DeclarationReceipt.Paper().Save(Path.Combine(declarations, "declaration-receipt.docx"));
DeclarationForm.Paper().Save(Path.Combine(declarations, "declaration-form-2012.docx"));
const string dangers = "src/Zhijian/Modules/Dangers/Templates";
DangerOrder.Paper().Save(Path.Combine(dangers, "danger-order.docx"));
DangerRecheck.Paper().Save(Path.Combine(dangers, "danger-recheck.docx"));
const string inspections = "src/Zhijian/Modules/Inspections/Templates";
InspectionRecord.Paper().Save(Path.Combine(inspections, "inspection-record.docx"));
InspectionMeasures.Paper().Save(Path.Combine(inspections, "inspection-measures.docx"));
const string cases = "src/Zhijian/Modules/Cases/Templates";
CaseFiling.Paper().Save(Path.Combine(cases, "case-filing.docx"));
CaseNotice.Paper().Save(Path.Combine(cases, "case-notice.docx"));
CaseDecision.Paper().Save(Path.Combine(cases, "case-decision.docx"));
CaseMeasure.Paper().Save(Path.Combine(cases, "case-measure.docx"));
foreach (var (code, title) in CaseSteps.All) CaseSteps.Paper(title).Save(Path.Combine(cases, $"{code}.docx"));
foreach (var (code, title, who, end) in CaseRecords.All) CaseRecords.Paper(title, who, end).Save(Path.Combine(cases, $"{code}.docx"));
CaseDossier.Paper().Save(Path.Combine(cases, "case-dossier.docx"));
const string credit = "src/Zhijian/Modules/Credit/Templates";
CreditNotice.Paper().Save(Path.Combine(credit, "credit-notice.docx"));
CreditDecision.Paper().Save(Path.Combine(credit, "credit-decision.docx"));
CreditRemoval.Paper().Save(Path.Combine(credit, "credit-removal.docx"));
ServiceReturn.Paper().Save(Path.Combine("src/Zhijian/Modules/Serving/Templates", "service-return.docx"));
