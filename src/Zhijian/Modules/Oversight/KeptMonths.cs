using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Modules.Oversight;

/// <summary>
/// Adds up again what the employers stood at when each month ended, and compares it with the sums of those months: a closed month
/// that was altered, or a standing that is missing, is found. By division; the other dimensions are not kept by employer.
/// </summary>
static class KeptMonths
{
    /// <param name="first">First month of which the standings are kept.</param>
    /// <param name="period">The present month, which is compared with the records themselves.</param>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(ZhijianDb db, DateOnly first, DateOnly period, CancellationToken ct)
    {
        var steps = await StepsAsync(db, first, ct);
        var (differences, running) = (new List<string>(), new Dictionary<(string Division, Measure Measure), long>());
        for (var month = first; month < period; month = month.AddMonths(1))
        {
            foreach (var step in steps[month]) running[(step.DivisionCode, step.Measure)] = running.GetValueOrDefault((step.DivisionCode, step.Measure)) + step.Amount;
            var right = running.Where(r => r.Value != 0).ToDictionary();
            foreach (var cell in await db.Set<FigureCell>().AsNoTracking().Where(c => c.Period == month && c.Dimension == FigureDimension.All).ToListAsync(ct))
            {
                right.Remove((cell.DivisionCode, cell.Measure), out var amount);
                if (amount != cell.Amount) differences.Add($"{month:yyyy-MM} {cell.DivisionCode} {cell.Measure.Text()}：汇总 {cell.Amount}，各单位月末留存合计 {amount}");
            }
            differences.AddRange(right.Select(r => $"{month:yyyy-MM} {r.Key.Division} {r.Key.Measure.Text()}：没有汇总，各单位月末留存合计 {r.Value}"));
        }
        return differences;
    }

    /// <summary>What was added and taken off at the beginning of each month.</summary>
    static async Task<ILookup<DateOnly, FigureCell>> StepsAsync(ZhijianDb db, DateOnly first, CancellationToken ct)
    {
        var steps = new FigureCells();
        void Step(DateOnly month, FigureStanding stood, int sign) => steps.AddPlaces(month < first ? first : month, stood, sign);
        await foreach (var member in db.Set<FigureMember>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct)) Step(member.Since, member, 1);
        await foreach (var past in db.Set<FigurePast>().AsNoTracking().Where(p => p.Through >= first).AsAsyncEnumerable().WithCancellation(ct))
        {
            Step(past.Since, past, 1);
            Step(past.Through.AddMonths(1), past, -1);
        }
        return steps.Rows.ToLookup(r => r.Period);
    }
}
