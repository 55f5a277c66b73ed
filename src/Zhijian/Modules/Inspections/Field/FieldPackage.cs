using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>A contact: who is signed in, the pass for what is made from now on, and what a request has to carry.</summary>
public sealed record FieldMe(Guid Id, string Name, string? Certificate, string Authority, DateTime ServerTime, string Pass, string TokenHeader, string Token);

/// <summary>What a phone needs for its work without network.</summary>
public sealed record FieldPackage(IReadOnlyList<FieldTask> Tasks, IReadOnlyList<FieldChecklist> Checklists, IReadOnlyList<FieldOfficer> Officers, bool HasMore);

/// <param name="Taken">Last command of this phone that was taken.</param>
public sealed record FieldTask(
    Guid Id, long Version, InspectionState State, string StateText, string TypeText, string Cause, string? Partners, DateOnly DueOn, DateOnly? VisitedOn, string ChecklistCode, Guid? First, Guid? Second, bool IsDrawn,
    string? RecordNumber, string? Result, int Findings, int Photos, int Taken, FieldEmployer Employer, IReadOnlyList<HeldAnswer> Answers);

/// <summary>一企一档 in short. No telephone numbers: the phone may be lost.</summary>
public sealed record FieldEmployer(
    string Name, string? CreditCode, string? Address, string? Principal, string Industry, string? Size, int? Workers, int? Exposed, string? Risk, string Declaration, IReadOnlyList<string> Hazards,
    IReadOnlyList<FieldDanger> Dangers, IReadOnlyList<FieldVisit> Visits);

public sealed record FieldDanger(string Title, string Finding, string State, DateOnly? Deadline);

public sealed record FieldVisit(DateOnly On, string Type, string? Number, int Findings);

public sealed record FieldChecklist(string Code, string Title, ChecklistKind Kind, bool BasicCounts, IReadOnlyList<FieldItem> Items);

public sealed record FieldItem(string Number, string Section, string Text, bool IsKey, decimal? Points, decimal? Step, int? Parts, int? BasicParts, string? Article, string? Method);

public sealed record FieldOfficer(Guid Id, string Name, string? Certificate, DateOnly? ValidUntil);
