// SPDX-License-Identifier: Apache-2.0

/// Texts of dates, times and intervals and their values.
///
/// Fields are separated by a broken bar; the last one is what PostgreSQL 15 answered.
enum DateTimeCases {
    /// Type, modifier, style, order, zone, text.
    static let dates = #"""
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-01-08 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ January 8, 1999 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1/8/1999 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-Jan-08 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ Jan-08-1999 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 08-Jan-1999 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 19990108 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 990108 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999.008 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ J2451187 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ January 8, 99 BC ¦ 0099-01-08 BC
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 08-Jan-99 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ infinity ¦ infinity
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ -infinity ¦ -infinity
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ epoch ¦ 1970-01-01
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2001-02-29 ¦ ERR 22008 date/time field value out of range: "2001-02-29"
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2000-02-29 ¦ 2000-02-29
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-13-01 ¦ ERR 22008 date/time field value out of range: "1999-13-01" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 13/1/1999 ¦ ERR 22008 date/time field value out of range: "13/1/1999" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ abc ¦ ERR 22007 invalid input syntax for type date: "abc"
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ ∅ ¦ ERR 22007 invalid input syntax for type date: ""
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-01 ¦ ERR 22007 invalid input syntax for type date: "1999-01"
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 0000-01-01 ¦ ERR 22008 date/time field value out of range: "0000-01-01"
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 5874897-12-31 ¦ 5874897-12-31
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 5874898-01-01 ¦ ERR 22008 date out of range: "5874898-01-01"
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 4714-11-24 BC ¦ 4714-11-24 BC
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 4714-11-23 BC ¦ ERR 22008 date out of range: "4714-11-23 BC"
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ Thu Jan 8 1999 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-01-08 04:05:06 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 99-01-08 ¦ ERR 22008 date/time field value out of range: "99-01-08" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1/18/99 ¦ 1999-01-18
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 18.1.1999 ¦ ERR 22008 date/time field value out of range: "18.1.1999" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 99999999999-01-01 ¦ ERR 22008 date/time field value out of range: "99999999999-01-01"
        date ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2020-1-2 ¦ 2020-01-02
        date ¦ -1 ¦ ISO ¦ DMY ¦ UTC ¦ 1/8/1999 ¦ 1999-08-01
        date ¦ -1 ¦ ISO ¦ YMD ¦ UTC ¦ 1/8/1999 ¦ ERR 22008 date/time field value out of range: "1/8/1999" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ DMY ¦ UTC ¦ 1/18/1999 ¦ ERR 22008 date/time field value out of range: "1/18/1999" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ YMD ¦ UTC ¦ 1/18/1999 ¦ ERR 22008 date/time field value out of range: "1/18/1999" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ DMY ¦ UTC ¦ 18/1/1999 ¦ 1999-01-18
        date ¦ -1 ¦ ISO ¦ YMD ¦ UTC ¦ 18/1/1999 ¦ ERR 22008 date/time field value out of range: "18/1/1999" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ DMY ¦ UTC ¦ 99-01-08 ¦ ERR 22008 date/time field value out of range: "99-01-08" ! Perhaps you need a different "datestyle" setting.
        date ¦ -1 ¦ ISO ¦ YMD ¦ UTC ¦ 99-01-08 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ DMY ¦ UTC ¦ 08-Jan-1999 ¦ 1999-01-08
        date ¦ -1 ¦ ISO ¦ YMD ¦ UTC ¦ 08-Jan-1999 ¦ 1999-01-08
        date ¦ -1 ¦ Postgres ¦ MDY ¦ UTC ¦ 1999-01-08 ¦ 01-08-1999
        timestamp ¦ -1 ¦ Postgres ¦ MDY ¦ UTC ¦ 1999-01-08 04:05:06.789 ¦ Fri Jan 08 04:05:06.789 1999
        timestamptz ¦ -1 ¦ Postgres ¦ MDY ¦ America/New_York ¦ 1999-07-08 04:05:06+00 ¦ Thu Jul 08 00:05:06 1999 EDT
        timestamptz ¦ -1 ¦ Postgres ¦ MDY ¦ Europe/Berlin ¦ 0044-03-15 12:00 BC ¦ Fri Mar 15 12:00:00 0044 LMT BC
        date ¦ -1 ¦ Postgres ¦ DMY ¦ UTC ¦ 1999-01-08 ¦ 08-01-1999
        timestamp ¦ -1 ¦ Postgres ¦ DMY ¦ UTC ¦ 1999-01-08 04:05:06.789 ¦ Fri 08 Jan 04:05:06.789 1999
        timestamptz ¦ -1 ¦ Postgres ¦ DMY ¦ America/New_York ¦ 1999-07-08 04:05:06+00 ¦ Thu 08 Jul 00:05:06 1999 EDT
        timestamptz ¦ -1 ¦ Postgres ¦ DMY ¦ Europe/Berlin ¦ 0044-03-15 12:00 BC ¦ Fri 15 Mar 12:00:00 0044 LMT BC
        date ¦ -1 ¦ SQL ¦ MDY ¦ UTC ¦ 1999-01-08 ¦ 01/08/1999
        timestamp ¦ -1 ¦ SQL ¦ MDY ¦ UTC ¦ 1999-01-08 04:05:06.789 ¦ 01/08/1999 04:05:06.789
        timestamptz ¦ -1 ¦ SQL ¦ MDY ¦ America/New_York ¦ 1999-07-08 04:05:06+00 ¦ 07/08/1999 00:05:06 EDT
        timestamptz ¦ -1 ¦ SQL ¦ MDY ¦ Europe/Berlin ¦ 0044-03-15 12:00 BC ¦ 03/15/0044 12:00:00 LMT BC
        date ¦ -1 ¦ SQL ¦ DMY ¦ UTC ¦ 1999-01-08 ¦ 08/01/1999
        timestamp ¦ -1 ¦ SQL ¦ DMY ¦ UTC ¦ 1999-01-08 04:05:06.789 ¦ 08/01/1999 04:05:06.789
        timestamptz ¦ -1 ¦ SQL ¦ DMY ¦ America/New_York ¦ 1999-07-08 04:05:06+00 ¦ 08/07/1999 00:05:06 EDT
        timestamptz ¦ -1 ¦ SQL ¦ DMY ¦ Europe/Berlin ¦ 0044-03-15 12:00 BC ¦ 15/03/0044 12:00:00 LMT BC
        date ¦ -1 ¦ German ¦ MDY ¦ UTC ¦ 1999-01-08 ¦ 08.01.1999
        timestamp ¦ -1 ¦ German ¦ MDY ¦ UTC ¦ 1999-01-08 04:05:06.789 ¦ 08.01.1999 04:05:06.789
        timestamptz ¦ -1 ¦ German ¦ MDY ¦ America/New_York ¦ 1999-07-08 04:05:06+00 ¦ 08.07.1999 00:05:06 EDT
        timestamptz ¦ -1 ¦ German ¦ MDY ¦ Europe/Berlin ¦ 0044-03-15 12:00 BC ¦ 15.03.0044 12:00:00 LMT BC
        date ¦ -1 ¦ German ¦ DMY ¦ UTC ¦ 1999-01-08 ¦ 08.01.1999
        timestamp ¦ -1 ¦ German ¦ DMY ¦ UTC ¦ 1999-01-08 04:05:06.789 ¦ 08.01.1999 04:05:06.789
        timestamptz ¦ -1 ¦ German ¦ DMY ¦ America/New_York ¦ 1999-07-08 04:05:06+00 ¦ 08.07.1999 00:05:06 EDT
        timestamptz ¦ -1 ¦ German ¦ DMY ¦ Europe/Berlin ¦ 0044-03-15 12:00 BC ¦ 15.03.0044 12:00:00 LMT BC
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:06.789 ¦ 04:05:06.789
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05:06.789 ¦ 04:05:06.789+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:06 ¦ 04:05:06
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05:06 ¦ 04:05:06+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05 ¦ 04:05:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05 ¦ 04:05:00+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 040506 ¦ 04:05:06
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 040506 ¦ 04:05:06+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05 AM ¦ 04:05:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05 AM ¦ 04:05:00+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05 PM ¦ 16:05:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05 PM ¦ 16:05:00+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 24:00:00 ¦ 24:00:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 24:00:00 ¦ 24:00:00+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 24:00:01 ¦ ERR 22008 date/time field value out of range: "24:00:01"
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 24:00:01 ¦ ERR 22008 date/time field value out of range: "24:00:01"
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 25:00 ¦ ERR 22008 date/time field value out of range: "25:00"
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 25:00 ¦ ERR 22008 date/time field value out of range: "25:00"
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:60 ¦ 04:06:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05:60 ¦ 04:06:00+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:60 ¦ ERR 22008 date/time field value out of range: "04:60"
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:60 ¦ ERR 22008 date/time field value out of range: "04:60"
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ allballs ¦ 00:00:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ allballs ¦ 00:00:00+00
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:06.7891236 ¦ 04:05:06.789124
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05:06.7891236 ¦ 04:05:06.789124+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:06-08 ¦ 04:05:06
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05:06-08 ¦ 04:05:06-08
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2003-04-12 04:05:06 America/New_York ¦ 04:05:06
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 2003-04-12 04:05:06 America/New_York ¦ 04:05:06-04
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:06 America/New_York ¦ ERR 22007 invalid input syntax for type time: "04:05:06 America/New_York"
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 04:05:06 America/New_York ¦ ERR 22007 invalid input syntax for type time with time zone: "04:05:06 America/New_York"
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 12:00 am ¦ 00:00:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 12:00 am ¦ 00:00:00+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 13:00 pm ¦ ERR 22008 date/time field value out of range: "13:00 pm"
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 13:00 pm ¦ ERR 22008 date/time field value out of range: "13:00 pm"
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 0405 ¦ 04:05:00
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ 0405 ¦ 04:05:00+05:30
        time ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ x ¦ ERR 22007 invalid input syntax for type time: "x"
        timetz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kolkata ¦ x ¦ ERR 22007 invalid input syntax for type time with time zone: "x"
        time ¦ 1 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:06.789 ¦ 04:05:06.8
        timetz ¦ 0 ¦ ISO ¦ MDY ¦ UTC ¦ 04:05:06.789-08:30 ¦ 04:05:07-08:30
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 1999-01-08 04:05:06 ¦ 1999-01-08 04:05:06-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-01-08 04:05:06 ¦ 1999-01-08 04:05:06
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 1999-01-08 04:05:06 -8:00 ¦ 1999-01-08 07:05:06-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-01-08 04:05:06 -8:00 ¦ 1999-01-08 04:05:06
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ January 8 04:05:06 1999 PST ¦ 1999-01-08 07:05:06-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ January 8 04:05:06 1999 PST ¦ 1999-01-08 04:05:06
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 1999-01-08T04:05:06Z ¦ 1999-01-07 23:05:06-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1999-01-08T04:05:06Z ¦ 1999-01-08 04:05:06
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2004-10-19 10:23:54+02 ¦ 2004-10-19 04:23:54-04
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2004-10-19 10:23:54+02 ¦ 2004-10-19 10:23:54
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00:00-0730 ¦ 2005-04-02 14:30:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00:00-0730 ¦ 2005-04-02 12:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 Europe/Berlin ¦ 2005-04-02 05:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 Europe/Berlin ¦ 2005-04-02 12:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 europe/berlin ¦ 2005-04-02 05:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 europe/berlin ¦ 2005-04-02 12:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 Mars/Base ¦ ERR 22023 time zone "mars/base" not recognized
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 Mars/Base ¦ ERR 22023 time zone "mars/base" not recognized
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 20050402T120000Z ¦ 2005-04-02 07:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 20050402T120000Z ¦ 2005-04-02 12:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 ¦ 2005-04-02 00:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 ¦ 2005-04-02 00:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ infinity ¦ infinity
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ infinity ¦ infinity
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ -infinity ¦ -infinity
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ -infinity ¦ -infinity
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ epoch ¦ 1969-12-31 19:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ epoch ¦ 1970-01-01 00:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 294276-12-31 23:59:59.999999 ¦ ERR 22008 timestamp out of range: "294276-12-31 23:59:59.999999"
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 294276-12-31 23:59:59.999999 ¦ 294276-12-31 23:59:59.999999
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 294277-01-01 ¦ ERR 22008 timestamp out of range: "294277-01-01"
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 294277-01-01 ¦ ERR 22008 timestamp out of range: "294277-01-01"
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 4714-11-24 00:00:00 BC ¦ 4714-11-24 00:00:00-04:56:02 BC
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 4714-11-24 00:00:00 BC ¦ 4714-11-24 00:00:00 BC
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 EST5EDT ¦ 2005-04-02 12:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 EST5EDT ¦ 2005-04-02 12:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-03 02:30 America/New_York ¦ 2005-04-03 03:30:00-04
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-03 02:30 America/New_York ¦ 2005-04-03 02:30:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-10-30 01:30 America/New_York ¦ 2005-10-30 01:30:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-10-30 01:30 America/New_York ¦ 2005-10-30 01:30:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 1994-12-31 23:59:60 ¦ 1995-01-01 00:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1994-12-31 23:59:60 ¦ 1995-01-01 00:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 +16 ¦ ERR 22009 time zone displacement out of range: "2005-04-02 12:00 +16"
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 +16 ¦ ERR 22009 time zone displacement out of range: "2005-04-02 12:00 +16"
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 UTC+3 ¦ 2005-04-02 10:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 UTC+3 ¦ 2005-04-02 12:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 MET DST ¦ 2005-04-02 05:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 MET DST ¦ 2005-04-02 12:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 AD ¦ 2005-04-02 00:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 AD ¦ 2005-04-02 00:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 12:00 BC ¦ 2005-04-02 12:00:00-04:56:02 BC
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00 BC ¦ 2005-04-02 12:00:00 BC
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 1900-01-01 ¦ 1900-01-01 00:00:00-05
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1900-01-01 ¦ 1900-01-01 00:00:00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-02-30 ¦ ERR 22008 date/time field value out of range: "2005-02-30"
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-02-30 ¦ ERR 22008 date/time field value out of range: "2005-02-30"
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 12:00 ¦ ERR 22007 invalid input syntax for type timestamp with time zone: "12:00"
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 12:00 ¦ ERR 22007 invalid input syntax for type timestamp: "12:00"
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/New_York ¦ 2005-04-02 25:00 ¦ ERR 22008 date/time field value out of range: "2005-04-02 25:00"
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 25:00 ¦ ERR 22008 date/time field value out of range: "2005-04-02 25:00"
        timestamp ¦ 3 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-04-02 12:00:00.123456 ¦ 2005-04-02 12:00:00.123
        timestamp ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 2005-12-31 23:59:59.9999999 ¦ 2006-01-01 00:00:00
        timestamptz ¦ 2 ¦ ISO ¦ MDY ¦ UTC ¦ 1969-12-31 23:59:59.5555 ¦ 1969-12-31 23:59:59.56+00
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ Europe/Amsterdam ¦ 1930-01-01 12:00:00+00 ¦ 1930-01-01 12:19:32+00:19:32
        timestamptz ¦ -1 ¦ SQL ¦ MDY ¦ Europe/Amsterdam ¦ 2020-07-01 12:00:00+00 ¦ 07/01/2020 14:00:00 CEST
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ Asia/Kathmandu ¦ 1930-01-01 12:00:00+00 ¦ 1930-01-01 17:30:00+05:30
        timestamptz ¦ -1 ¦ SQL ¦ MDY ¦ Asia/Kathmandu ¦ 2020-07-01 12:00:00+00 ¦ 07/01/2020 17:45:00 +0545
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ America/St_Johns ¦ 1930-01-01 12:00:00+00 ¦ 1930-01-01 08:29:08-03:30:52
        timestamptz ¦ -1 ¦ SQL ¦ MDY ¦ America/St_Johns ¦ 2020-07-01 12:00:00+00 ¦ 07/01/2020 09:30:00 NDT
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ UTC ¦ 1930-01-01 12:00:00+00 ¦ 1930-01-01 12:00:00+00
        timestamptz ¦ -1 ¦ SQL ¦ MDY ¦ UTC ¦ 2020-07-01 12:00:00+00 ¦ 07/01/2020 12:00:00 UTC
        timestamptz ¦ -1 ¦ ISO ¦ MDY ¦ <+03>-3 ¦ 1930-01-01 12:00:00+00 ¦ 1930-01-01 15:00:00+03
        timestamptz ¦ -1 ¦ SQL ¦ MDY ¦ <+03>-3 ¦ 2020-07-01 12:00:00+00 ¦ 07/01/2020 15:00:00 +03
        """#

    /// Style, modifier, text.
    static let intervals = #"""
        postgres ¦ -1 ¦ 1 year 2 months 3 days 4 hours 5 minutes 6.789 seconds ¦ 1 year 2 mons 3 days 04:05:06.789
        postgres ¦ -1 ¦ 1-2 ¦ 1 year 2 mons
        postgres ¦ -1 ¦ 1-2 3 4:05:06 ¦ 1 year 2 mons 3 days 04:05:06
        postgres ¦ -1 ¦ 3 4:05:06 ¦ 3 days 04:05:06
        postgres ¦ -1 ¦ P1Y2M3DT4H5M6S ¦ 1 year 2 mons 3 days 04:05:06
        postgres ¦ -1 ¦ P0001-02-03T04:05:06 ¦ 1 year 2 mons 3 days 04:05:06
        postgres ¦ -1 ¦ P00010203T040506 ¦ 1 year 2 mons 3 days 04:05:06
        postgres ¦ -1 ¦ PT0.5S ¦ 00:00:00.5
        postgres ¦ -1 ¦ P-1Y3M ¦ -9 mons
        postgres ¦ -1 ¦ @ 1 day ago ¦ -1 days
        postgres ¦ -1 ¦ -1 day +2:03:00 ¦ -1 days +02:03:00
        postgres ¦ -1 ¦ 1.5 weeks ¦ 10 days 12:00:00
        postgres ¦ -1 ¦ 1.5 months ¦ 1 mon 15 days
        postgres ¦ -1 ¦ 1.5 years ¦ 1 year 6 mons
        postgres ¦ -1 ¦ 2 centuries ¦ 200 years
        postgres ¦ -1 ¦ 1 millennium 3 decades ¦ 1030 years
        postgres ¦ -1 ¦ ∅ ¦ ERR 22007 invalid input syntax for type interval: ""
        postgres ¦ -1 ¦ abc ¦ ERR 22007 invalid input syntax for type interval: "abc"
        postgres ¦ -1 ¦ 1 fortnight ¦ ERR 22007 invalid input syntax for type interval: "1 fortnight"
        postgres ¦ -1 ¦ 1 day 1 day ¦ ERR 22007 invalid input syntax for type interval: "1 day 1 day"
        postgres ¦ -1 ¦ 100000000 years ¦ 100000000 years
        postgres ¦ -1 ¦ 9223372036854775807 us ¦ 2562047788:00:54.775807
        postgres ¦ -1 ¦ 9223372036854775808 us ¦ ERR 22015 interval field value out of range: "9223372036854775808 us"
        postgres ¦ -1 ¦ 1:2 ¦ 01:02:00
        postgres ¦ -1 ¦ 1:2:3.5 ¦ 01:02:03.5
        postgres ¦ -1 ¦ 1 mon -1 day ¦ 1 mon -1 days
        postgres ¦ -1 ¦ 0 ¦ 00:00:00
        postgres ¦ -1 ¦ -0:00:01 ¦ -00:00:01
        postgres ¦ -1 ¦ 1e5 ¦ ERR 22007 invalid input syntax for type interval: "1e5"
        postgres ¦ -1 ¦ +1 -1:00 ¦ 1 day -01:00:00
        postgres ¦ -1 ¦ 12h ¦ 12:00:00
        postgres ¦ -1 ¦ 300:00:00 ¦ 300:00:00
        postgres ¦ -1 ¦ 1.123456789 secs ¦ 00:00:01.123457
        postgres ¦ -1 ¦ -1-2 +3 -4:05:06 ¦ -1 years -2 mons +3 days -04:05:06
        postgres ¦ -1 ¦ PT ¦ 00:00:00
        postgres ¦ -1 ¦ P ¦ ERR 22007 invalid input syntax for type interval: "P"
        postgres ¦ -1 ¦ P1 ¦ 1 year
        postgres ¦ -1 ¦ 1 2 ¦ ERR 22007 invalid input syntax for type interval: "1 2"
        postgres ¦ -1 ¦ ago ¦ ERR 22007 invalid input syntax for type interval: "ago"
        postgres ¦ -1 ¦ 1.5 ¦ 00:00:01.5
        postgres ¦ -1 ¦ 3 days 25:61:00 ¦ ERR 22015 interval field value out of range: "3 days 25:61:00"
        postgres_verbose ¦ -1 ¦ 1 year 2 months 3 days 4 hours 5 minutes 6.789 seconds ¦ @ 1 year 2 mons 3 days 4 hours 5 mins 6.789 secs
        postgres_verbose ¦ -1 ¦ 1-2 ¦ @ 1 year 2 mons
        postgres_verbose ¦ -1 ¦ 1-2 3 4:05:06 ¦ @ 1 year 2 mons 3 days 4 hours 5 mins 6 secs
        postgres_verbose ¦ -1 ¦ 3 4:05:06 ¦ @ 3 days 4 hours 5 mins 6 secs
        postgres_verbose ¦ -1 ¦ P1Y2M3DT4H5M6S ¦ @ 1 year 2 mons 3 days 4 hours 5 mins 6 secs
        postgres_verbose ¦ -1 ¦ P0001-02-03T04:05:06 ¦ @ 1 year 2 mons 3 days 4 hours 5 mins 6 secs
        postgres_verbose ¦ -1 ¦ P00010203T040506 ¦ @ 1 year 2 mons 3 days 4 hours 5 mins 6 secs
        postgres_verbose ¦ -1 ¦ PT0.5S ¦ @ 0.5 secs
        postgres_verbose ¦ -1 ¦ P-1Y3M ¦ @ 9 mons ago
        postgres_verbose ¦ -1 ¦ @ 1 day ago ¦ @ 1 day ago
        postgres_verbose ¦ -1 ¦ -1 day +2:03:00 ¦ @ 1 day -2 hours -3 mins ago
        postgres_verbose ¦ -1 ¦ 1.5 weeks ¦ @ 10 days 12 hours
        postgres_verbose ¦ -1 ¦ 1.5 months ¦ @ 1 mon 15 days
        postgres_verbose ¦ -1 ¦ 1.5 years ¦ @ 1 year 6 mons
        postgres_verbose ¦ -1 ¦ 2 centuries ¦ @ 200 years
        postgres_verbose ¦ -1 ¦ 1 millennium 3 decades ¦ @ 1030 years
        postgres_verbose ¦ -1 ¦ ∅ ¦ ERR 22007 invalid input syntax for type interval: ""
        postgres_verbose ¦ -1 ¦ abc ¦ ERR 22007 invalid input syntax for type interval: "abc"
        postgres_verbose ¦ -1 ¦ 1 fortnight ¦ ERR 22007 invalid input syntax for type interval: "1 fortnight"
        postgres_verbose ¦ -1 ¦ 1 day 1 day ¦ ERR 22007 invalid input syntax for type interval: "1 day 1 day"
        postgres_verbose ¦ -1 ¦ 100000000 years ¦ @ 100000000 years
        postgres_verbose ¦ -1 ¦ 9223372036854775807 us ¦ @ 2562047788 hours 54.775807 secs
        postgres_verbose ¦ -1 ¦ 9223372036854775808 us ¦ ERR 22015 interval field value out of range: "9223372036854775808 us"
        postgres_verbose ¦ -1 ¦ 1:2 ¦ @ 1 hour 2 mins
        postgres_verbose ¦ -1 ¦ 1:2:3.5 ¦ @ 1 hour 2 mins 3.5 secs
        postgres_verbose ¦ -1 ¦ 1 mon -1 day ¦ @ 1 mon -1 days
        postgres_verbose ¦ -1 ¦ 0 ¦ @ 0
        postgres_verbose ¦ -1 ¦ -0:00:01 ¦ @ 1 sec ago
        postgres_verbose ¦ -1 ¦ 1e5 ¦ ERR 22007 invalid input syntax for type interval: "1e5"
        postgres_verbose ¦ -1 ¦ +1 -1:00 ¦ @ 1 day -1 hours
        postgres_verbose ¦ -1 ¦ 12h ¦ @ 12 hours
        postgres_verbose ¦ -1 ¦ 300:00:00 ¦ @ 300 hours
        postgres_verbose ¦ -1 ¦ 1.123456789 secs ¦ @ 1.123457 secs
        postgres_verbose ¦ -1 ¦ -1-2 +3 -4:05:06 ¦ @ 1 year 2 mons -3 days 4 hours 5 mins 6 secs ago
        postgres_verbose ¦ -1 ¦ PT ¦ @ 0
        postgres_verbose ¦ -1 ¦ P ¦ ERR 22007 invalid input syntax for type interval: "P"
        postgres_verbose ¦ -1 ¦ P1 ¦ @ 1 year
        postgres_verbose ¦ -1 ¦ 1 2 ¦ ERR 22007 invalid input syntax for type interval: "1 2"
        postgres_verbose ¦ -1 ¦ ago ¦ ERR 22007 invalid input syntax for type interval: "ago"
        postgres_verbose ¦ -1 ¦ 1.5 ¦ @ 1.5 secs
        postgres_verbose ¦ -1 ¦ 3 days 25:61:00 ¦ ERR 22015 interval field value out of range: "3 days 25:61:00"
        sql_standard ¦ -1 ¦ 1 year 2 months 3 days 4 hours 5 minutes 6.789 seconds ¦ +1-2 +3 +4:05:06.789
        sql_standard ¦ -1 ¦ 1-2 ¦ 1-2
        sql_standard ¦ -1 ¦ 1-2 3 4:05:06 ¦ +1-2 +3 +4:05:06
        sql_standard ¦ -1 ¦ 3 4:05:06 ¦ 3 4:05:06
        sql_standard ¦ -1 ¦ P1Y2M3DT4H5M6S ¦ +1-2 +3 +4:05:06
        sql_standard ¦ -1 ¦ P0001-02-03T04:05:06 ¦ +1-2 +3 +4:05:06
        sql_standard ¦ -1 ¦ P00010203T040506 ¦ +1-2 +3 +4:05:06
        sql_standard ¦ -1 ¦ PT0.5S ¦ 0:00:00.5
        sql_standard ¦ -1 ¦ P-1Y3M ¦ -0-9
        sql_standard ¦ -1 ¦ @ 1 day ago ¦ -1 0:00:00
        sql_standard ¦ -1 ¦ -1 day +2:03:00 ¦ +0-0 -1 +2:03:00
        sql_standard ¦ -1 ¦ 1.5 weeks ¦ 10 12:00:00
        sql_standard ¦ -1 ¦ 1.5 months ¦ +0-1 +15 +0:00:00
        sql_standard ¦ -1 ¦ 1.5 years ¦ 1-6
        sql_standard ¦ -1 ¦ 2 centuries ¦ 200-0
        sql_standard ¦ -1 ¦ 1 millennium 3 decades ¦ 1030-0
        sql_standard ¦ -1 ¦ ∅ ¦ ERR 22007 invalid input syntax for type interval: ""
        sql_standard ¦ -1 ¦ abc ¦ ERR 22007 invalid input syntax for type interval: "abc"
        sql_standard ¦ -1 ¦ 1 fortnight ¦ ERR 22007 invalid input syntax for type interval: "1 fortnight"
        sql_standard ¦ -1 ¦ 1 day 1 day ¦ ERR 22007 invalid input syntax for type interval: "1 day 1 day"
        sql_standard ¦ -1 ¦ 100000000 years ¦ 100000000-0
        sql_standard ¦ -1 ¦ 9223372036854775807 us ¦ 2562047788:00:54.775807
        sql_standard ¦ -1 ¦ 9223372036854775808 us ¦ ERR 22015 interval field value out of range: "9223372036854775808 us"
        sql_standard ¦ -1 ¦ 1:2 ¦ 1:02:00
        sql_standard ¦ -1 ¦ 1:2:3.5 ¦ 1:02:03.5
        sql_standard ¦ -1 ¦ 1 mon -1 day ¦ +0-1 -1 +0:00:00
        sql_standard ¦ -1 ¦ 0 ¦ 0
        sql_standard ¦ -1 ¦ -0:00:01 ¦ -0:00:01
        sql_standard ¦ -1 ¦ 1e5 ¦ ERR 22007 invalid input syntax for type interval: "1e5"
        sql_standard ¦ -1 ¦ +1 -1:00 ¦ +0-0 +1 -1:00:00
        sql_standard ¦ -1 ¦ 12h ¦ 12:00:00
        sql_standard ¦ -1 ¦ 300:00:00 ¦ 300:00:00
        sql_standard ¦ -1 ¦ 1.123456789 secs ¦ 0:00:01.123457
        sql_standard ¦ -1 ¦ -1-2 +3 -4:05:06 ¦ -1-2 +3 -4:05:06
        sql_standard ¦ -1 ¦ PT ¦ 0
        sql_standard ¦ -1 ¦ P ¦ ERR 22007 invalid input syntax for type interval: "P"
        sql_standard ¦ -1 ¦ P1 ¦ 1-0
        sql_standard ¦ -1 ¦ 1 2 ¦ ERR 22007 invalid input syntax for type interval: "1 2"
        sql_standard ¦ -1 ¦ ago ¦ ERR 22007 invalid input syntax for type interval: "ago"
        sql_standard ¦ -1 ¦ 1.5 ¦ 0:00:01.5
        sql_standard ¦ -1 ¦ 3 days 25:61:00 ¦ ERR 22015 interval field value out of range: "3 days 25:61:00"
        iso_8601 ¦ -1 ¦ 1 year 2 months 3 days 4 hours 5 minutes 6.789 seconds ¦ P1Y2M3DT4H5M6.789S
        iso_8601 ¦ -1 ¦ 1-2 ¦ P1Y2M
        iso_8601 ¦ -1 ¦ 1-2 3 4:05:06 ¦ P1Y2M3DT4H5M6S
        iso_8601 ¦ -1 ¦ 3 4:05:06 ¦ P3DT4H5M6S
        iso_8601 ¦ -1 ¦ P1Y2M3DT4H5M6S ¦ P1Y2M3DT4H5M6S
        iso_8601 ¦ -1 ¦ P0001-02-03T04:05:06 ¦ P1Y2M3DT4H5M6S
        iso_8601 ¦ -1 ¦ P00010203T040506 ¦ P1Y2M3DT4H5M6S
        iso_8601 ¦ -1 ¦ PT0.5S ¦ PT0.5S
        iso_8601 ¦ -1 ¦ P-1Y3M ¦ P-9M
        iso_8601 ¦ -1 ¦ @ 1 day ago ¦ P-1D
        iso_8601 ¦ -1 ¦ -1 day +2:03:00 ¦ P-1DT2H3M
        iso_8601 ¦ -1 ¦ 1.5 weeks ¦ P10DT12H
        iso_8601 ¦ -1 ¦ 1.5 months ¦ P1M15D
        iso_8601 ¦ -1 ¦ 1.5 years ¦ P1Y6M
        iso_8601 ¦ -1 ¦ 2 centuries ¦ P200Y
        iso_8601 ¦ -1 ¦ 1 millennium 3 decades ¦ P1030Y
        iso_8601 ¦ -1 ¦ ∅ ¦ ERR 22007 invalid input syntax for type interval: ""
        iso_8601 ¦ -1 ¦ abc ¦ ERR 22007 invalid input syntax for type interval: "abc"
        iso_8601 ¦ -1 ¦ 1 fortnight ¦ ERR 22007 invalid input syntax for type interval: "1 fortnight"
        iso_8601 ¦ -1 ¦ 1 day 1 day ¦ ERR 22007 invalid input syntax for type interval: "1 day 1 day"
        iso_8601 ¦ -1 ¦ 100000000 years ¦ P100000000Y
        iso_8601 ¦ -1 ¦ 9223372036854775807 us ¦ PT2562047788H54.775807S
        iso_8601 ¦ -1 ¦ 9223372036854775808 us ¦ ERR 22015 interval field value out of range: "9223372036854775808 us"
        iso_8601 ¦ -1 ¦ 1:2 ¦ PT1H2M
        iso_8601 ¦ -1 ¦ 1:2:3.5 ¦ PT1H2M3.5S
        iso_8601 ¦ -1 ¦ 1 mon -1 day ¦ P1M-1D
        iso_8601 ¦ -1 ¦ 0 ¦ PT0S
        iso_8601 ¦ -1 ¦ -0:00:01 ¦ PT-1S
        iso_8601 ¦ -1 ¦ 1e5 ¦ ERR 22007 invalid input syntax for type interval: "1e5"
        iso_8601 ¦ -1 ¦ +1 -1:00 ¦ P1DT-1H
        iso_8601 ¦ -1 ¦ 12h ¦ PT12H
        iso_8601 ¦ -1 ¦ 300:00:00 ¦ PT300H
        iso_8601 ¦ -1 ¦ 1.123456789 secs ¦ PT1.123457S
        iso_8601 ¦ -1 ¦ -1-2 +3 -4:05:06 ¦ P-1Y-2M3DT-4H-5M-6S
        iso_8601 ¦ -1 ¦ PT ¦ PT0S
        iso_8601 ¦ -1 ¦ P ¦ ERR 22007 invalid input syntax for type interval: "P"
        iso_8601 ¦ -1 ¦ P1 ¦ P1Y
        iso_8601 ¦ -1 ¦ 1 2 ¦ ERR 22007 invalid input syntax for type interval: "1 2"
        iso_8601 ¦ -1 ¦ ago ¦ ERR 22007 invalid input syntax for type interval: "ago"
        iso_8601 ¦ -1 ¦ 1.5 ¦ PT1.5S
        iso_8601 ¦ -1 ¦ 3 days 25:61:00 ¦ ERR 22015 interval field value out of range: "3 days 25:61:00"
        postgres ¦ 327679 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year
        postgres ¦ 327679 ¦ 5:6 ¦ 00:00:00
        postgres ¦ 327679 ¦ 7 ¦ 7 years
        postgres ¦ 196607 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons
        postgres ¦ 196607 ¦ 5:6 ¦ 00:00:00
        postgres ¦ 196607 ¦ 7 ¦ 7 mons
        postgres ¦ 589823 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons 3 days
        postgres ¦ 589823 ¦ 5:6 ¦ 00:00:00
        postgres ¦ 589823 ¦ 7 ¦ 7 days
        postgres ¦ 201392127 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons 3 days 04:05:00
        postgres ¦ 201392127 ¦ 5:6 ¦ 05:06:00
        postgres ¦ 201392127 ¦ 7 ¦ 00:07:00
        postgres ¦ 402718719 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons 3 days 04:05:06.78912
        postgres ¦ 402718719 ¦ 5:6 ¦ 00:05:06
        postgres ¦ 402718719 ¦ 7 ¦ 00:00:07
        postgres ¦ 268435459 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons 3 days 04:05:06.789
        postgres ¦ 268435459 ¦ 5:6 ¦ 05:06:00
        postgres ¦ 268435459 ¦ 7 ¦ 00:00:07
        postgres ¦ 2147418114 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons 3 days 04:05:06.79
        postgres ¦ 2147418114 ¦ 5:6 ¦ 05:06:00
        postgres ¦ 2147418114 ¦ 7 ¦ 00:00:07
        postgres ¦ 67698687 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons 3 days 04:00:00
        postgres ¦ 67698687 ¦ 5:6 ¦ 05:00:00
        postgres ¦ 67698687 ¦ 7 ¦ 07:00:00
        postgres ¦ 2147418112 ¦ 1 year 2 mons 3 days 04:05:06.78912 ¦ 1 year 2 mons 3 days 04:05:07
        postgres ¦ 2147418112 ¦ 5:6 ¦ 05:06:00
        postgres ¦ 2147418112 ¦ 7 ¦ 00:00:07
        """#
}
