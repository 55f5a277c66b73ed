using Zhijian.Data;
using Zhijian.Modules.Declarations.Pages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Sheets;

/// <summary>What came of an employer's own sheet: the form that it makes, or what is wrong cell by cell.</summary>
/// <param name="Form">Null while the sheet cannot be taken over: cells that cannot be read, rows of somebody else, one field that says two things.</param>
/// <param name="Problems">All of them at once, also those that leave a form: what keeps it from being submitted.</param>
public sealed record ReadSheet(string SheetName, DeclarationForm? Form, IReadOnlyList<CellProblem> Problems);

/// <summary>The same sheet for one employer: the template with what is known already filled in, and its way back into the draft.</summary>
static class OwnSheet
{
    public static readonly FilePolicy Policy = FilePolicy.Sheets with { MaxBytes = 10L << 20, MaxExpandedBytes = 200L << 20 };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/declarations/template.xlsx", EmptyAsync).Requires(DeclarationsModule.Own).ExcludeFromDescription();
        routes.MapGet("/my/declarations/{id:guid}/filled.xlsx", FilledAsync).Requires(DeclarationsModule.Own).ExcludeFromDescription();
    }

    static Task EmptyAsync(HttpContext context, CancellationToken ct)
    {
        Attach(context, $"{DeclarationSheet.Definition.Title}模板");
        return SheetTemplate.WriteAsync(context.Response.Body, DeclarationSheet.Definition, ct);
    }

    /// <summary>What the draft says now, a line for each factor; can be corrected and given back.</summary>
    static async Task FilledAsync(Guid id, HttpContext context, DeclarationAccess access, FactorCatalogue catalogue, CancellationToken ct)
    {
        var declaration = await access.ReadAsync(id, ct);
        var form = await access.FormAsync(declaration, ct);
        var factorOf = await catalogue.LoadAsync(ct);
        Attach(context, $"{DeclarationSheet.Definition.Title} {declaration.EmployerName}");
        await XlsxExport.WriteAsync(context.Response.Body, DeclarationSheet.Definition.Title, DeclarationSheet.Definition.ExportColumns,
            Rows(form, declaration.Kind, factorOf).Select(DeclarationSheet.Definition.Cells).ToAsyncEnumerable(), ct);
    }

    internal static IEnumerable<DeclarationRow> Rows(DeclarationForm form, DeclarationKind kind, Func<string, FactorFact?> factorOf)
    {
        var lines = form.Workshops.SelectMany(w => w.Hazards.Select((h, i) => (Workshop: w, Hazard: h, First: i == 0))).DefaultIfEmpty((Workshop: new(), Hazard: new(), First: true));
        var isHead = true;
        foreach (var (workshop, hazard, first) in lines)
        {
            var row = new DeclarationRow { CreditCode = form.CreditCode };
            if (isHead) (row, isHead) = (Head(form, kind), false);
            (row.Workshop, row.Distinct, row.Persons) = (workshop.Name, first ? workshop.Distinct : null, hazard.Persons);
            row.FactorCode = hazard.FactorCode is { } code ? factorOf(code)?.Name ?? code : null;
            yield return row;
        }
    }

    static DeclarationRow Head(DeclarationForm form, DeclarationKind kind)
    {
        var row = new DeclarationRow { Kind = kind };
        row.Take(form);
        return row;
    }

    /// <summary>Reads the sheet over a draft. Every row is of this one declaration.</summary>
    public static ReadSheet Read(Stream file, FileKind kind, DeclarationForm draft, Func<DeclarationForm, IReadOnlyList<CheckFinding>> check, CancellationToken ct)
    {
        using var reader = SheetReader.Open(file, kind, DeclarationSheet.Definition);
        var rows = new List<SheetRow<DeclarationRow>>();
        foreach (var row in reader.Rows(cancel: ct))
        {
            if (rows.Count == FormCheck.MostHazards) throw new SheetRefusedException($"一份申报最多 {FormCheck.MostHazards} 行。");
            rows.Add(row);
        }
        if (rows.Count == 0) throw new SheetRefusedException("表中没有填写任何一行。");
        var problems = rows.SelectMany(r => r.Problems).ToList();
        problems.AddRange(rows.Where(r => r.IsGood && draft.CreditCode is { Length: > 0 } own && r.Value!.CreditCode != own)
            .Select(r => new CellProblem(r.RowNumber, DeclarationSheet.Code, "不是本单位的代码，一份申报只能填本单位", r.Value!.CreditCode)));
        var good = rows.Where(r => r.IsGood).ToList();
        if (good.Count == 0) return new(reader.Layout.SheetName, null, problems);
        var sheet = new SheetForm(good);
        problems.AddRange(sheet.Contradictions);
        var isTaken = problems.Count == 0;
        var form = sheet.Over(draft) with { CreditCode = draft.CreditCode ?? sheet.CreditCode };
        // While rows are missing, sums say nothing: only what concerns a row by itself.
        problems.AddRange(check(form).Where(f => f.Severity == CheckSeverity.Error && (good.Count == rows.Count || SheetForm.IsOfRow(f.Field))).Select(f => sheet.At(f.Field, f.Message)));
        return new(reader.Layout.SheetName, isTaken ? form : null, [.. problems.Distinct().OrderBy(p => p.RowNumber)]);
    }

    static void Attach(HttpContext context, string name)
    {
        context.Response.IsWorkbook(name);
    }
}
