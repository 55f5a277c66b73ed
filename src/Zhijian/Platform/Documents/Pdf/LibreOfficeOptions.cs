namespace Zhijian.Platform.Documents.Pdf;

/// <summary>Section "Pdf" of the configuration.</summary>
public sealed record LibreOfficeOptions
{
    /// <summary>Path of soffice; empty: looked for on PATH.</summary>
    public string? Soffice { get; init; }

    /// <summary>Folder for profiles and files in work; what is in it is removed when the platform stops.</summary>
    public string WorkFolder { get; init; } = Path.Combine(Path.GetTempPath(), "zhijian-pdf");

    /// <summary>For one paper; after that the converter is ended with all its processes.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Papers converted at the same time; each takes one core and about 250 MiB.</summary>
    public int Parallel { get; init; } = 1;
}
