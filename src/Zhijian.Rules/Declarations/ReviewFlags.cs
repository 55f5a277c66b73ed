namespace Zhijian.Rules.Declarations;

/// <summary>A factor usual in a trade, and where; certain when it comes with the work, else depending on materials.</summary>
public sealed record UsualFactor(string FactorCode, string Name, HazardClass Class, bool Certain, string Where, string Source, string Confidence);

/// <summary>What is known besides the declaration when it is reviewed.</summary>
public sealed record ReviewFacts
{
    /// <summary>The version that counts until now.</summary>
    public DeclarationForm? Previous { get; init; }
    public int? RegistryWorkers { get; init; }
    /// <summary>Factors known of the workplace from monitoring, the census or the register, with where from.</summary>
    public IReadOnlyList<(FactorFact Factor, string Source)> KnownFactors { get; init; } = [];
    public IReadOnlyList<UsualFactor> Trade { get; init; } = [];
    public string? TradeName { get; init; }
    /// <summary>Share of workers exposed at employers of the trade, in percent; null below <see cref="ReviewThresholds.LeastPeers"/>.</summary>
    public decimal? PeerExposedPercent { get; init; }
    public int Peers { get; init; }
}

/// <summary>From when on a value is odd. Our own setting, not law; a city may set others.</summary>
public sealed record ReviewThresholds
{
    public static readonly ReviewThresholds Usual = new();
    public decimal DropPercent { get; init; } = 30;
    public int DropPersons { get; init; } = 5;
    public decimal WorkersApartPercent { get; init; } = 50;
    /// <summary>Exposed share below this part of the trade's.</summary>
    public decimal PeerPart { get; init; } = 0.4m;
    public int LeastPeers { get; init; } = 10;
}

/// <summary>Something a reviewer should look at before approving, with the figures behind it, so that it can be checked and contested.</summary>
public sealed record ReviewFlag(string Code, string Field, string Message, string Working);

/// <summary>
/// Odd values of a declaration. They decide nothing: a declaration with none may be approved with others at once, one with a flag is
/// looked at by a person.
/// </summary>
public static class ReviewFlags
{
    public static IReadOnlyList<ReviewFlag> Of(DeclarationForm form, ReviewFacts facts, Func<string, FactorFact?> factorOf, ReviewThresholds? thresholds = null)
    {
        var t = thresholds ?? ReviewThresholds.Usual;
        var flags = new List<ReviewFlag>();
        var declared = form.Hazards.Where(h => h.FactorCode is not null).Select(h => factorOf(h.FactorCode!)).OfType<FactorFact>().DistinctBy(f => f.Code).ToList();
        MissingClass(declared, facts, flags);
        MissingFactor(declared, facts, flags);
        KnownElsewhere(declared, facts, flags);
        Staff(form, facts, t, flags);
        Dropped(form, declared, facts, t, factorOf, flags);
        Peers(form, facts, t, flags);
        return flags;
    }

    /// <summary>RF-01: no dust in a quarry.</summary>
    static void MissingClass(List<FactorFact> declared, ReviewFacts facts, List<ReviewFlag> flags)
    {
        foreach (var group in facts.Trade.Where(f => f.Certain).GroupBy(f => f.Class))
            if (declared.All(d => d.Class != group.Key))
                flags.Add(new("RF-01", nameof(DeclarationForm.Workshops), $"{facts.TradeName ?? "本行业"}一般存在{group.Key.ChineseName()}危害，本次申报没有。",
                    $"行业常见：{string.Join("、", group.Take(3).Select(Describe))}；本次申报的{group.Key.ChineseName()}：无"));
    }

    /// <summary>RF-02: a factor usual in the trade is missing although others of its class are declared.</summary>
    static void MissingFactor(List<FactorFact> declared, ReviewFacts facts, List<ReviewFlag> flags)
    {
        foreach (var factor in facts.Trade.Where(f => f.Certain && declared.Any(d => d.Class == f.Class) && declared.All(d => d.Code != f.FactorCode)))
            flags.Add(new("RF-02", nameof(DeclarationForm.Workshops), $"{facts.TradeName ?? "本行业"}常见的“{factor.Name}”没有申报。", $"行业常见：{Describe(factor)}；来源：{factor.Source}"));
    }

    /// <summary>RF-03: monitoring or the register knows a factor that is not declared (order 48 Art 8(4)).</summary>
    static void KnownElsewhere(List<FactorFact> declared, ReviewFacts facts, List<ReviewFlag> flags)
    {
        foreach (var (factor, source) in facts.KnownFactors.Where(k => declared.All(d => d.Code != k.Factor.Code)).DistinctBy(k => k.Factor.Code))
            flags.Add(new("RF-03", nameof(DeclarationForm.Workshops), $"已知存在“{factor.Name}”，本次没有申报。", $"来源：{source}"));
    }

    /// <summary>RF-04: exposed more than staff. RF-05: staff far from what the register says.</summary>
    static void Staff(DeclarationForm form, ReviewFacts facts, ReviewThresholds t, List<ReviewFlag> flags)
    {
        var staff = (form.TotalWorkers ?? 0) + (form.DispatchedWorkers ?? 0);
        if (form.TotalExposed > staff)
            flags.Add(new("RF-04", nameof(DeclarationForm.TotalExposed), "接触人数多于劳动者人数。", $"接触 {form.TotalExposed} 人 > 劳动者 {form.TotalWorkers ?? 0} + 派遣 {form.DispatchedWorkers ?? 0} = {staff} 人"));
        if (facts.RegistryWorkers is > 0 and var known && form.TotalWorkers is { } told && Apart(known, told) > t.WorkersApartPercent && Math.Abs(known - told) >= t.DropPersons)
            flags.Add(new("RF-05", nameof(DeclarationForm.TotalWorkers), "劳动者总人数与档案相差较大。", $"申报 {told} 人，档案 {known} 人，相差 {Apart(known, told):0.#}%（提示线 {t.WorkersApartPercent:0.#}%）"));
    }

    /// <summary>RF-06: a large drop of the exposed. RF-07: factors of the last version are gone.</summary>
    static void Dropped(DeclarationForm form, List<FactorFact> declared, ReviewFacts facts, ReviewThresholds t, Func<string, FactorFact?> factorOf, List<ReviewFlag> flags)
    {
        if (facts.Previous is not { } last) return;
        if (last.TotalExposed is > 0 and var before && form.TotalExposed is { } now && before - now >= t.DropPersons && 100m * (before - now) / before >= t.DropPercent)
            flags.Add(new("RF-06", nameof(DeclarationForm.TotalExposed), "接触总人数比上一版大幅减少。", $"上一版 {before} 人 → 本次 {now} 人，减少 {100m * (before - now) / before:0.#}%（提示线 {t.DropPercent:0.#}%）"));
        var gone = last.Hazards.Where(h => h.FactorCode is not null).Select(h => factorOf(h.FactorCode!)).OfType<FactorFact>().DistinctBy(f => f.Code)
            .Where(f => declared.All(d => d.Code != f.Code)).ToList();
        if (gone.Count > 0)
            flags.Add(new("RF-07", nameof(DeclarationForm.Workshops), "上一版申报的因素本次没有。", string.Join("、", gone.Take(10).Select(g => g.Name)) + (gone.Count > 10 ? $"等 {gone.Count} 种" : "")));
    }

    /// <summary>RF-08: far fewer exposed than usual in the trade.</summary>
    static void Peers(DeclarationForm form, ReviewFacts facts, ReviewThresholds t, List<ReviewFlag> flags)
    {
        if (facts.PeerExposedPercent is not { } usual || facts.Peers < t.LeastPeers || form.TotalWorkers is not > 0 || form.TotalExposed is not { } exposed) return;
        var own = 100m * exposed / (form.TotalWorkers.Value + (form.DispatchedWorkers ?? 0));
        if (own < usual * t.PeerPart)
            flags.Add(new("RF-08", nameof(DeclarationForm.TotalExposed), "接触人数占比远低于同行业。", $"本单位 {own:0.#}%，同行业 {facts.Peers} 家平均 {usual:0.#}%（提示线为其 {t.PeerPart * 100:0.#}%）"));
    }

    static string Describe(UsualFactor f) => f.Where.Length == 0 ? f.Name : $"{f.Name}（{f.Where}）";
    static decimal Apart(int one, int other) => 100m * Math.Abs(one - other) / Math.Max(one, 1);
}
