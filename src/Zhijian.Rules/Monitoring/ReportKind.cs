namespace Zhijian.Rules.Monitoring;

/// <summary>What a report of measured exposures was made for.</summary>
public enum ReportKind
{
    /// <summary>定期检测.</summary>
    Periodic,

    /// <summary>现状评价.</summary>
    StatusEvaluation,

    /// <summary>控制效果评价.</summary>
    ControlEffect,

    /// <summary>监督抽检.</summary>
    Supervision,

    /// <summary>日常监测 by the employer itself.</summary>
    Routine,
}

public static class ReportKinds
{
    public static string Text(this ReportKind kind) => kind switch
    {
        ReportKind.Periodic => "定期检测",
        ReportKind.StatusEvaluation => "现状评价",
        ReportKind.ControlEffect => "控制效果评价",
        ReportKind.Supervision => "监督抽检",
        _ => "日常监测",
    };

    /// <summary>Sampling over consecutive working days is asked for, GBZ 159.</summary>
    public static bool IsEvaluation(this ReportKind kind) => kind is ReportKind.StatusEvaluation or ReportKind.ControlEffect;
}
