namespace Zhijian.Platform.Ui;

/// <summary>What the top bar counts for the viewer.</summary>
public sealed record BellCounts(int Todo, int Overdue, int Unread);

/// <summary>Counts the viewer's open tasks and unread notices; the shell shows them when a service is registered.</summary>
public interface IBell
{
    Task<BellCounts> CountsAsync(CancellationToken ct);
}
