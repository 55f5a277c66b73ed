using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>What a system hears of a report that it filed.</summary>
public sealed record ReportAnswer(
    Guid Id, string Number, int Revision, string Kind, string Employer, DateOnly? SampledFrom, DateOnly? SampledTo, bool Qualified, bool Repeated, int Rows, int Compliant, int Action, int Exceeds, int Undetermined,
    string? Sm3, string? Sha256, string? PublicCode);

/// <param name="Report">The whole report as it should have been; its number stays.</param>
public sealed record CorrectionRequest(string? Reason, ReportForm? Report);

/// <summary>One judged row.</summary>
public sealed record ResultAnswer(int Row, string FactorCode, string Factor, string Index, decimal Value, bool BelowDetection, string Unit, decimal? Limit, string? LimitUnit, double? Ratio, string Band, string Verdict, string? Edition, string? Clause, string Working);

/// <summary>Reports from the systems of institutions. The number identifies a report, so a repeated call has one effect.</summary>
static class ReportApi
{
    const int MostRows = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/monitoring/reports").WithTags("检测评价");
        api.MapPost("/", (ReportForm form, ReportDesk desk, ReportAccess access, CancellationToken ct) => TakeAsync(() => desk.FileAsync(Whole(form), ReportDoor.System, ct), access, ct))
            .Requires(MonitoringModule.File).Accepts<ReportForm>("application/json").Produces<ReportAnswer>().ProducesProblem(422)
            .WithMetadata(new ApiExample(ReportExamples.Form), new ApiExample(ReportExamples.Answer, 200), new ApiExample(ReportExamples.Refusal, 422))
            .WithSummary("报送一份检测、评价报告；报告编号相同且内容相同的重复报送不再写入");
        api.MapPost("/{id:guid}/corrections", (Guid id, CorrectionRequest request, ReportDesk desk, ReportAccess access, CancellationToken ct) => TakeAsync(() => desk.ReplaceAsync(id, Whole(request.Report), request.Reason, ReportDoor.System, ct), access, ct))
            .Requires(MonitoringModule.File).Accepts<CorrectionRequest>("application/json").Produces<ReportAnswer>().ProducesProblem(404).ProducesProblem(422)
            .WithMetadata(new ApiExample(ReportExamples.Correction), new ApiExample(ReportExamples.Corrected, 200)).WithSummary("更正一份已封存的报告：内容整份报送，成为新的版本，原版本保留");
        api.MapGet("/{id:guid}", async (Guid id, ReportAccess access, CancellationToken ct) => Answer(await access.FindAsync(id, ct), false))
            .Requires(MonitoringModule.View).Produces<ReportAnswer>().ProducesProblem(404).WithMetadata(new ApiExample(ReportExamples.Answer, 200)).WithSummary("一份报告及其判定汇总");
        api.MapGet("/{id:guid}/results", ResultsAsync).Requires(MonitoringModule.View).Produces<IReadOnlyList<ResultAnswer>>().ProducesProblem(404)
            .WithMetadata(new ApiExample(ReportExamples.Results, 200)).WithSummary("一份报告的各行判定，按行号排序，after 为上一页最后的行号");
    }

    static ReportForm Whole(ReportForm? form) => form is null ? new() : form with { Rows = [.. (form.Rows ?? []).Select(r => r ?? new ReportRow())], Number = form.Number ?? "", Employer = form.Employer ?? "" };

    static async Task<IResult> TakeAsync(Func<Task<FiledReport>> file, ReportAccess access, CancellationToken ct)
    {
        try
        {
            var filed = await file();
            return Results.Ok(Answer(await access.FindAsync(filed.Id, ct), filed.Repeated));
        }
        catch (ReportFormRefusal refusal)
        {
            return Results.Problem(refusal.Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: "报告未接收",
                extensions: new Dictionary<string, object?> { ["problems"] = refusal.Problems.Take(MostRows).Select(p => new { row = p.Row + 1, field = p.Field, message = p.Message }) });
        }
    }

    static async Task<IReadOnlyList<ResultAnswer>> ResultsAsync(Guid id, int? after, int? take, ReportAccess access, CancellationToken ct)
    {
        var report = await access.FindAsync(id, ct);
        var from = after ?? 0;
        var rows = await access.ResultsOf(report).Where(r => r.Ordinal > from).OrderBy(r => r.Ordinal).Take(Math.Clamp(take ?? MostRows, 1, MostRows)).ToListAsync(ct);
        return [.. rows.Select(r => new ResultAnswer(r.Ordinal, r.FactorCode, r.FactorName, r.Index.Symbol(), r.Value, r.BelowDetection, r.Unit, r.Limit, r.LimitUnit, r.Ratio, r.Band.Text(), r.Verdict.ToString(), r.Edition, r.Clause, r.Working))];
    }

    static ReportAnswer Answer(MonitoringReport r, bool repeated) => new(
        r.Id, r.Number, r.Revision, r.Kind.ToString(), r.EmployerName, r.SampledFrom, r.SampledTo, r.Qualified, repeated, r.RowCount, r.CompliantCount, r.ActionCount, r.ExceedsCount, r.UndeterminedCount, r.Sm3, r.Sha256, r.PublicCode);
}
