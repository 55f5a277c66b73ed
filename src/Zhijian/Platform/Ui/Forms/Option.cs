namespace Zhijian.Platform.Ui.Forms;

/// <summary>A choice of a select or of radio buttons.</summary>
public sealed record Option(string Value, string Text, string? Hint = null);
