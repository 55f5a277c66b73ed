using System.Globalization;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference.Loading;

/// <summary>
/// The editions of GBZ 2.1 and GBZ 2.2 as far as the files know them. Each edition is a version with all its rows;
/// what is not sourced for an edition is not in it, and a day of effect that no source names is a span.
/// </summary>
static class ShippedLimits
{
    const string Chemical = "oel-chemical.csv", Dust = "oel-dust.csv", Bio = "oel-biological.csv", Phys = "oel-physical.csv", Bel = "bel.csv", Old = "oel-2007.csv", Terms = "terms-zh.csv";
    const string Standard2019 = "GBZ 2.1-2019", Standard2007 = "GBZ 2.1-2007";
    /// <summary>From which day an edition is in force; a span where no source names the day (reference/standards.csv).</summary>
    static (DateOnly Earliest, DateOnly Latest) Days(ReferenceFiles files, string edition)
    {
        var row = files.Rows("standards.csv").Single(r => r["key"] == edition);
        return (DateOnly.ParseExact(row["from_earliest"]!, "yyyy-MM-dd"), DateOnly.ParseExact(row["from_latest"]!, "yyyy-MM-dd"));
    }

    static ShippedEdition Edition(ReferenceFiles files, string key, string title, string source, string names, string hash, string note, Func<IEnumerable<ReferenceRow>> rows)
    {
        var (earliest, latest) = Days(files, key);
        return new(key, title, earliest, latest, source, names, hash, note, rows);
    }

    public static IEnumerable<ShippedEdition> Air(ReferenceFiles files)
    {
        var hash = files.Hash(Chemical, Dust, Bio, Terms);
        const string from = $"{Chemical}；{Dust}；{Bio}";
        yield return Edition(files, "GBZ2.1-2007", Standard2007, "GBZ 2.1-2007 摘录（S1）；其余凭回忆", $"{Chemical}；{Old}", files.Hash(Chemical, Dust, Bio, Old, Terms),
            "不完整：约三分之二的化学物质条目有 2007 年版的数值证据，其余和粉尘凭回忆录入（标明“待核实”）。表中没有的物质不等于当时没有限值。限值类型按 2019 年版条目还原，序号未核实。",
            () => Numbered([.. ChemicalRows(files, Standard2007).Where(r => r.HasValue), .. Recalled2007(files)]));
        yield return Edition(files, "GBZ2.1-2019", Standard2019, "GBZ 2.1-2019 表1、表2、表3（汇编，见来源说明）", from, hash,
            "汇编时手头没有标准原文；“双源”以外的数值使用前请核对原文。备注标识（皮、敏、G）不完整，空白不代表没有标识。",
            () => Numbered([.. ChemicalRows(files, Standard2019), .. DustRows(files), .. BioRows(files)]));
        yield return Edition(files, "GBZ2.1-2019-A1", "GBZ 2.1-2019 第1号修改单", "GBZ 2.1-2019 第1号修改单（2022）（S3；S7）", from, hash,
            "修改苯的限值（6/10 改为 3/6）。一份来源记为 2022 年 11 月，施行日期未核实：2022 年 11、12 月两种限值并列，结论不同时不作判断。",
            () => Numbered([.. ChemicalRows(files, "A1"), .. DustRows(files), .. BioRows(files)]));
        yield return Edition(files, "GBZ2.1-2019-A2", "GBZ 2.1-2019 第2号修改单", "GBZ 2.1-2019 第2号修改单（S3）", from, hash,
            "新增乙草胺。来源只写“2025-05-01”，未说明是发布还是施行日期。",
            () => Numbered([.. ChemicalRows(files, "A2"), .. DustRows(files), .. BioRows(files)]));
    }

    public static IEnumerable<ShippedEdition> Physical(ReferenceFiles files)
    {
        yield return Edition(files, "GBZ2.2-2007", "GBZ 2.2-2007", "GBZ 2.2-2007（S12；S8；S16）", Phys, files.Hash(Phys, Terms),
            "激光各行的波段和单位读数不全，只作概览；公式行使用前请核对原文。", () => Numbered(PhysicalRows(files)));
    }

    public static IEnumerable<ShippedEdition> Biological(ReferenceFiles files)
    {
        const string note = "多数数值凭记忆录入，且至少缺七种物质，不得用于判定。";
        yield return Edition(files, "GBZ2.1-2019", "GBZ 2.1-2019 表4", "GBZ 2.1-2019 表4（多数凭记忆）", Bel, files.Hash(Bel, Terms), note,
            () => Numbered(BiologicalRows(files).Where(r => r.Amendment is null)));
        yield return Edition(files, "GBZ2.1-2019-A1", "GBZ 2.1-2019 第1号修改单 表4", "GBZ 2.1-2019 第1号修改单（2022）（S3；S7）", Bel, files.Hash(Bel, Terms),
            "新增三甲基氯化锡。" + note, () => Numbered(BiologicalRows(files)));
    }

    /// <summary>Limits of the 2007 edition that no document at hand gives; recalled, and marked so.</summary>
    static IEnumerable<ExposureLimit> Recalled2007(ReferenceFiles files)
    {
        var now = new[] { ("T1", files.Rows(Chemical)), ("T2", files.Rows(Dust)), ("T3", files.Rows(Bio)) }
            .SelectMany(table => table.Item2.Select(csv => (Key: $"{table.Item1}-{csv["no"]}{(csv.Has("sub") ? csv["sub"] : null)}", Row: csv))).ToDictionary(r => r.Key, r => r.Row);
        return files.Rows(Old).Select(csv => Recalled(files, csv, now.GetValueOrDefault($"{csv["table"]}-{csv["no"]}{csv["sub"]}")));
    }

    static ExposureLimit Recalled(ReferenceFiles files, CsvRow csv, CsvRow? now) => new()
    {
        NameEn = now?["name_en"], Cas = Cas(now?["cas"]),
        Category = csv["table"] switch { "T1" => "化学因素", "T2" => "粉尘", _ => "生物因素" }, EntryCode = $"{csv["table"]}-{csv["no"]}", Sub = csv["sub"],
        Name = csv["name_zh"], LimitType = csv["limit_type"], Fraction = csv["fraction"] switch { "total" => "总尘", "respirable" => "呼尘", "fibre" => "纤维", _ => null },
        Value = Number(csv["value"]), Unit = csv["unit"]!.Replace("m3", "m³", StringComparison.Ordinal), Standard = Standard2007, Clause = $"表{csv["table"]![1..]}",
        Confidence = csv.Confidence, Remarks = Remarks(files, csv["remarks"]),
    };

    static IEnumerable<ExposureLimit> ChemicalRows(ReferenceFiles files, string edition)
    {
        foreach (var csv in files.Rows(Chemical))
        {
            var amendment = csv["amendment"];
            var added2 = amendment?.StartsWith("第2号", StringComparison.Ordinal) == true;
            if (added2 && edition != "A2") continue;
            var changed1 = amendment?.StartsWith("第1号", StringComparison.Ordinal) == true;
            var before = changed1 && edition is Standard2019 or Standard2007;
            var in2007 = csv["value_evidence_editions"]?.Split('/').Contains("2007") == true;
            // Benzene: the figure before the amendment was read in the extract of 2007 too (S1).
            if (edition == Standard2007 && !in2007 && !changed1) continue;
            foreach (var (type, value) in Values(csv, before))
                yield return ChemicalRow(files, csv, edition, type, value, before);
        }
    }

    static IEnumerable<(string Type, decimal? Value)> Values(CsvRow csv, bool before)
    {
        (string Type, decimal? Value)[] all =
        [
            ("MAC", csv.Decimal("mac_mg_m3")),
            ("PC-TWA", csv.Decimal(before ? "pc_twa_before_amendment" : "pc_twa_mg_m3")),
            ("PC-STEL", csv.Decimal(before ? "pc_stel_before_amendment" : "pc_stel_mg_m3")),
        ];
        var types = (csv["limit_types_2019"] ?? "").Split('+');
        // A kind of limit that the standard has and we have no figure for stays as a row without a value.
        return all.Where(v => v.Value is not null || types.Contains(v.Type));
    }

    static ExposureLimit ChemicalRow(ReferenceFiles files, CsvRow csv, string edition, string type, decimal? value, bool before)
    {
        var old = edition == Standard2007;
        var notation2007 = csv["notation_source"]?.StartsWith("S1 (2007", StringComparison.Ordinal) == true;
        var row = new ExposureLimit
        {
            Category = "化学因素", EntryCode = "T1-" + csv["no"], EntryNo = old ? null : csv["no"], Sub = csv["sub"],
            Name = csv["name_zh"], NameEn = csv["name_en"], Cas = Cas(csv["cas"]), LimitType = type, Value = value, Unit = "mg/m³",
            Notation = old && !notation2007 || before ? null : csv["notation"], CriticalEffect = old || before ? null : csv["critical_effect_zh"],
            Standard = old ? Standard2007 : Standard2019, Clause = "表1",
            Amendment = edition is "A1" or "A2" ? csv["amendment"]?.Replace("新增", " 新增", StringComparison.Ordinal) : null,
            Evidence = before ? "2007/2003/2002" : Evidence(csv["value_evidence_editions"]),
            Source = before ? "S1;S2;S5" : csv["source"] == "recalled" ? null : csv["source"],
            Confidence = before ? Confidence.Double : csv.Confidence, Remarks = before ? null : Remarks(files, csv["remarks"]),
        };
        if (csv["value_text"] is { } text && text.Split(' ', 3) is [_, var number, var unit])
            (row.Value, row.Unit, row.ValueText, row.Remarks) = (decimal.Parse(number, CultureInfo.InvariantCulture), unit.Replace("m3", "m³", StringComparison.Ordinal), null, null);
        if (old)
        {
            // Several documents agree, but only one of them is the edition of 2007.
            (row.Confidence, row.Source, row.Evidence) = (Confidence.Single, "S1", "2007");
        }
        return row;
    }

    static IEnumerable<ExposureLimit> DustRows(ReferenceFiles files)
    {
        foreach (var csv in files.Rows(Dust))
        {
            if (csv["value_text"] is { } fibres)
            {
                var parts = fibres.Split(' ');
                yield return DustRow(files, csv, "纤维", decimal.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
            }
            if (csv.Decimal("pc_twa_total_mg_m3") is { } total) yield return DustRow(files, csv, "总尘", total, "mg/m³");
            if (csv.Decimal("pc_twa_respirable_mg_m3") is { } respirable) yield return DustRow(files, csv, "呼尘", respirable, "mg/m³");
        }
    }

    static ExposureLimit DustRow(ReferenceFiles files, CsvRow csv, string fraction, decimal value, string unit) => new()
    {
        Category = "粉尘", EntryCode = "T2-" + csv["no"], EntryNo = csv["no"], Sub = csv["sub"], Name = csv["name_zh"], NameEn = csv["name_en"],
        Cas = Cas(csv["cas"]), LimitType = "PC-TWA", Fraction = fraction, Value = value, Unit = unit, Notation = csv["notation"],
        CriticalEffect = csv["critical_effect_zh"], Standard = Standard2019, Clause = "表2", Evidence = Evidence(csv["value_evidence_editions"]),
        Source = csv["source"] == "recalled" ? null : csv["source"], Confidence = csv.Confidence, Remarks = Remarks(files, csv["remarks"]),
    };

    static IEnumerable<ExposureLimit> BioRows(ReferenceFiles files) =>
        from csv in files.Rows(Bio)
        from limit in new[] { ("MAC", csv["mac"]), ("PC-TWA", csv["pc_twa"]), ("PC-STEL", csv["pc_stel"]) }
        where limit.Item2 is not null
        select new ExposureLimit
        {
            Category = "生物因素", EntryCode = "T3-" + csv["no"], EntryNo = csv["no"], Name = csv["name_zh"], NameEn = csv["name_en"], Cas = Cas(csv["cas"]),
            LimitType = limit.Item1, Value = Number(limit.Item2), ValueText = Number(limit.Item2) is null ? limit.Item2 : null,
            Unit = csv["unit"]!.Replace("m3", "m³", StringComparison.Ordinal), Notation = csv["notation"], CriticalEffect = csv["critical_effect_zh"],
            Standard = Standard2019, Clause = "表3", Source = csv["source"], Confidence = csv.Confidence, Remarks = Remarks(files, csv["remarks"]),
        };

    static IEnumerable<ExposureLimit> PhysicalRows(ReferenceFiles files) =>
        from csv in files.Rows(Phys)
        let printed = files.Chinese(csv["limit"])
        select new ExposureLimit
        {
            Category = "物理因素", EntryCode = "PHY:" + csv["factor_zh"]!.Split('—')[0], Sub = csv["factor_zh"]!.Split('—').ElementAtOrDefault(1),
            Name = csv["factor_zh"], NameEn = csv["factor_en"], LimitType = files.Chinese(csv["quantity"]) ?? "限值", Condition = files.Chinese(csv["condition"]),
            Value = Number(printed), ValueText = Number(printed) is null ? printed : null,
            Unit = csv["unit"]?.Replace("cm2", "cm²", StringComparison.Ordinal).Replace("m/s2", "m/s²", StringComparison.Ordinal),
            Standard = "GBZ 2.2-2007", Clause = csv["clause"]?.Replace("table ", "表", StringComparison.Ordinal),
            Source = csv["source"], Confidence = csv.Confidence, Remarks = Remarks(files, csv["remarks"]),
        };

    static IEnumerable<BiologicalLimit> BiologicalRows(ReferenceFiles files) => files.Rows(Bel).Select(csv => new BiologicalLimit
    {
        EntryNo = csv["no"], Name = csv["factor_zh"], NameEn = csv["factor_en"], Indicator = csv["indicator_zh"], IndicatorEn = csv["indicator_en"],
        Limit = csv["limit"]?.Replace("m3", "m³", StringComparison.Ordinal), SamplingTime = csv["sampling_time_zh"], Amendment = csv["amendment"],
        Source = csv["source"] == "recalled" ? null : csv["source"], Confidence = csv.Confidence, Remarks = Remarks(files, csv["remarks"]),
    });

    /// <summary>The one number that a text is; a text that is more than a number has none.</summary>
    internal static decimal? Number(string? text)
    {
        if (text is null) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain)) return plain;
        if (text.Split("×10^") is not [var mantissa, var power]) return null;
        if (!decimal.TryParse(mantissa, CultureInfo.InvariantCulture, out var m) || !int.TryParse(power, CultureInfo.InvariantCulture, out var p)) return null;
        for (; p > 0; p--) m *= 10;
        for (; p < 0; p++) m /= 10;
        return m;
    }

    internal static string? Cas(string? text) => text?.Replace("; ", ";", StringComparison.Ordinal);

    internal static string? Remarks(ReferenceFiles files, string? text)
    {
        if (text is null) return null;
        var whole = files.Chinese(text)!;
        return whole != text ? whole : string.Join("；", text.Split("; ").Select(files.Chinese));
    }

    static string? Evidence(string? text) => text?.Replace("(weak)", "（弱来源）", StringComparison.Ordinal);

    internal static IEnumerable<ReferenceRow> Numbered(IEnumerable<ReferenceRow> rows)
    {
        var ordinal = 0;
        foreach (var row in rows)
        {
            row.Ordinal = ++ordinal;
            yield return row;
        }
    }
}
