namespace CollabBot.Features.Calendar;

/// <summary>The public calendar changed since it was last looked at; <see cref="Card"/> says how.</summary>
public sealed record PublicDaysChanged(CalendarChanged Card);
