using Zhijian.Data;
using Zhijian.Modules.Declarations.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Sheets;

/// <summary>Declarations of many employers in one file, a line for each workshop and factor; entered by the authority that has them.</summary>
sealed class DeclarationImport(TimeProvider clock) : GroupedImportKind<DeclarationRow>
{
    public const string TypeKey = "declarations", Allowed = "declarations.import";

    protected override int BatchSize => 2_000;
    public override string Key => TypeKey;
    public override string Permission => Allowed;
    public override SheetDefinition<DeclarationRow> Sheet => DeclarationSheet.Definition;
    protected override IReadOnlyList<string> GroupBy => [DeclarationSheet.Code, DeclarationSheet.Workplace];
    protected override string GroupName => "申报";
    protected override int MostRowsOfGroup => FormCheck.MostHazards;

    protected override async Task<IReadOnlyList<CellProblem>> CheckAsync(IReadOnlyList<SheetRow<DeclarationRow>> good, ImportContext context, CancellationToken cancel)
    {
        var sheets = good.GroupBy(r => r.Group).Select(g => new SheetForm([.. g])).ToList();
        var problems = sheets.SelectMany(s => s.Contradictions).ToList();
        // Also of a sheet that contradicts itself: whoever corrects it sees everything at once.
        var byGroup = sheets.ToDictionary(s => s.Group);
        var judged = await context.Services.GetRequiredService<JudgedSheets>().JudgeAsync(sheets, clock.GetUtcNow().UtcDateTime, cancel);
        problems.AddRange(judged.SelectMany(j => j.Errors.Select(e => byGroup[j.Wish.Key].At(e.Field, e.Message))));
        return problems;
    }

    /// <summary>Rows of a declaration of which another row cannot be read: what each says by itself is checked already.</summary>
    protected override async Task<IReadOnlyList<CellProblem>> CheckRestAsync(IReadOnlyList<SheetRow<DeclarationRow>> rest, ImportContext context, CancellationToken cancel)
    {
        var factorOf = await context.Services.GetRequiredService<FactorCatalogue>().LoadAsync(cancel);
        var edition = context.Services.GetRequiredService<DeclarationBook>().EditionOn(Platform.ChinaTime.DateOf(clock.GetUtcNow()));
        return
        [
            .. rest.GroupBy(r => r.Group).Select(g => new SheetForm([.. g])).SelectMany(s => s.Contradictions.Concat(
                FormCheck.Of(DeclarationDesk.Clean(s.Over(new()), factorOf), edition, s.Kind, Platform.ChinaTime.DateOf(clock.GetUtcNow()), factorOf)
                    .Where(f => f.Severity == CheckSeverity.Error && SheetForm.IsOfRow(f.Field)).Select(f => s.At(f.Field, f.Message)))),
        ];
    }

    protected override Task WriteAsync(IReadOnlyList<SheetRow<DeclarationRow>> good, ImportContext context, CancellationToken cancel) =>
        context.Services.GetRequiredService<WritePath>().CommitAsync(new("declarations.import"),
            change => context.Services.GetRequiredService<JudgedSheets>().WriteAsync(change, $"import/{context.ImportId}", good.Select(r => r.Group).ToHashSet(), cancel), cancel);
}

/// <summary>What the check of a batch came to, so that the writing need not judge again. One for each batch, as its scope is.</summary>
sealed class JudgedSheets(DeclarationIntake intake)
{
    IReadOnlyList<JudgedFiling> judged = [];

    public async Task<IReadOnlyList<JudgedFiling>> JudgeAsync(IEnumerable<SheetForm> sheets, DateTime at, CancellationToken ct) =>
        judged = await intake.JudgeAsync([.. sheets.Select(s => new FilingWish(s.Group, s.CreditCode, s.Workplace, s.EmployerName, s.Kind, s.Over))], at, ct);

    public Task WriteAsync(Change change, string origin, IReadOnlySet<int> groups, CancellationToken ct) =>
        intake.WriteAsync(change, origin, [.. judged.Where(j => groups.Contains(j.Wish.Key) && j.Declaration is not null)], ct);
}
