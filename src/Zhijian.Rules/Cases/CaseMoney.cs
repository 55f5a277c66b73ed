namespace Zhijian.Rules.Cases;

/// <summary>What is owed on a day, in yuan.</summary>
/// <param name="DueOn">Last day to pay without surcharge; null: nothing was served.</param>
/// <param name="Principal">Of the fine.</param>
/// <param name="Surcharge">加处罚款 so far, less what was paid on it.</param>
/// <param name="SurchargeDays">Days that counted.</param>
/// <param name="Overpaid">To be given back.</param>
public sealed record CaseBalance(DateOnly? DueOn, decimal Principal, decimal Surcharge, int SurchargeDays, decimal Overpaid)
{
    public decimal Outstanding => Principal + Surcharge;
}

/// <summary>
/// Payment and surcharge: 15 days to pay, then 3 % of what is unpaid a day, never more than the fine, not counted while review
/// or litigation is pending (行政处罚法 2021 Art 67, 72, 73; 行政强制法 Art 45). Payments go on the fine first.
/// </summary>
public static class CaseMoney
{
    public static DateOnly? PayDue(PenaltyCase file, CaseLaw law) => file.InstalmentsUntil ?? (file.ServedOn is { } served ? law.End("pay", served) : null);

    /// <summary>At the end of the day.</summary>
    public static CaseBalance On(PenaltyCase file, CaseLaw law, DateOnly day)
    {
        if (PayDue(file, law) is not { } due) return new(null, file.Fine, 0, 0, 0);
        var paid = file.Payments.Where(p => p.On <= day).ToList();
        var principal = file.Fine - paid.Where(p => p.On <= due).Sum(p => p.Amount);
        var (surcharge, days) = (0m, 0);
        for (var late = due.AddDays(1); late <= day && principal > 0 && surcharge < file.Fine; late = late.AddDays(1))
        {
            if (!IsPaused(file, law, late))
            {
                surcharge = Math.Min(file.Fine, surcharge + principal * law.Rule("surcharge", late).Count / 1000m);
                days++;
            }
            principal -= paid.Where(p => p.On == late).Sum(p => p.Amount);
        }
        var rest = decimal.Round(file.Fine + surcharge, 2, MidpointRounding.AwayFromZero) - paid.Sum(p => p.Amount);
        var left = Math.Max(0, file.Fine - paid.Sum(p => p.Amount));
        return new(due, left, Math.Max(0, rest - left), days, Math.Max(0, -rest));
    }

    private static bool IsPaused(PenaltyCase file, CaseLaw law, DateOnly day) =>
        law.Has("surcharge-pause", day) && (file.RemedySince <= day || file.Pauses.Any(p => p.From <= day && day <= p.To));
}
