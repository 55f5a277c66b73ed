namespace Zhijian.Rules.Exposure;

public enum Verdict : byte
{
    /// <summary>Facts are missing; see <see cref="Reason"/>.</summary>
    Undetermined,

    /// <summary>Below the action level.</summary>
    Compliant,

    /// <summary>From the action level up to and including the limit.</summary>
    Action,

    /// <summary>Above the limit (超标).</summary>
    Exceeds,
}

/// <summary>Why a result cannot be judged.</summary>
public enum Reason : byte
{
    None, UnknownFactor, NoLimitForFactor, NoLimitForIndex, NoLimitForFraction, NoStandardInForce, EditionUncertain, AmbiguousFactor, LimitUnknown, WrongUnit, UnknownUnit, MolarMassUnknown,
    SilicaMissing, SilicaBelowBands, ImpulsesMissing, ImpulsesBeyondTable, IntensityMissing, RateMissing, PeakFactsMissing,
    ValueUnreadable, DateUnreadable, IndexUnknown, FieldUnreadable, RowMalformed,
}

public static class Reasons
{
    /// <summary>Chinese and English, as everything that a command prints.</summary>
    public static string Text(this Reason reason) => reason switch
    {
        Reason.UnknownFactor => "因素不在目录和限值表中 · unknown factor",
        Reason.NoLimitForFactor => "该因素没有职业接触限值 · no limit for this factor",
        Reason.NoLimitForIndex => "该因素没有与此指标对应的限值 · no such limit for this index",
        Reason.NoLimitForFraction => "该粉尘没有此粒径的限值 · no such limit for this fraction",
        Reason.NoStandardInForce => "采样日没有已知的有效限值 · no standard known for that day",
        Reason.EditionUncertain => "限值修改的施行日期未核实，新旧限值结论不同 · the day on which the limit changed is not known, and it matters here",
        Reason.AmbiguousFactor => "该名称对应几个不同的限值，请写明具体物质 · several limits bear this name",
        Reason.LimitUnknown => "标准有此限值，但资料中没有数值 · the limit exists, its figure is not known",
        Reason.WrongUnit => "单位与该限值不符 · wrong unit",
        Reason.UnknownUnit => "无法识别的单位 · unknown unit",
        Reason.MolarMassUnknown => "换算体积分数需要摩尔质量，资料中没有 · the molar mass for the conversion is not known",
        Reason.SilicaMissing => "未填游离二氧化硅含量 · silica content missing",
        Reason.SilicaBelowBands => "游离二氧化硅含量低于 10%，不属于矽尘，请按粉尘的具体种类填写 · silica content below 10 %: not silica dust",
        Reason.ImpulsesMissing => "未填工作日接触脉冲次数 · impulses per day missing",
        Reason.ImpulsesBeyondTable => "脉冲次数超出标准表的范围 · number of impulses beyond the table",
        Reason.IntensityMissing => "未填体力劳动强度 · work intensity missing",
        Reason.RateMissing => "未填接触时间率 · exposure rate missing",
        Reason.PeakFactsMissing => "峰接触浓度在 3 倍与 5 倍 PC-TWA 之间，须知持续时间、次数和间隔 · peak between 3 and 5 × PC-TWA: duration, count and spacing are needed",
        Reason.ValueUnreadable => "无法识别的检测值 · unreadable value",
        Reason.DateUnreadable => "无法识别的采样日期 · unreadable date",
        Reason.IndexUnknown => "未知的指标 · unknown index",
        Reason.FieldUnreadable => "无法识别的字段 · unreadable field",
        Reason.RowMalformed => "该行格式有误 · malformed row",
        _ => "",
    };
}

/// <summary>Exposure levels by the ratio to the limit, GBZ 2.1-2019 6.5.1.</summary>
public enum ExposureBand : byte { None, Zero, One, Two, Three, Four }

public static class ExposureBands
{
    public static string Text(this ExposureBand band) => band switch
    {
        ExposureBand.Zero => "0",
        ExposureBand.One => "Ⅰ",
        ExposureBand.Two => "Ⅱ",
        ExposureBand.Three => "Ⅲ",
        ExposureBand.Four => "Ⅳ",
        _ => "",
    };
}
